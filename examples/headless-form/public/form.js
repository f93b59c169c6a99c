// The life of an invitee's answer in three calls: lookup, then accept or decline.
const $ = (id) => document.getElementById(id);

// Out of the address at once: it would stay in the history, and be copied along with it.
const token = new URLSearchParams(location.search).get('token') ?? '';
history.replaceState(null, '', location.pathname);

/** The contact data of every application; the fields of the program follow them. */
const CONTACT = [
  { key: 'partnerName', label: 'Partner Name', required: true, autocomplete: 'organization' },
  { key: 'contactFirstName', label: 'First Name', autocomplete: 'given-name' },
  { key: 'contactLastName', label: 'Last Name', autocomplete: 'family-name' },
  {
    key: 'phoneNumber',
    label: 'Phone Number',
    type: 'phone',
    help: 'With country code: +49 30 1234567',
    autocomplete: 'tel',
  },
  { key: 'country', label: 'Country', help: 'Two letters, for example DE', autocomplete: 'country' },
  { key: 'industry', label: 'Industry' },
];
const PASSWORD = {
  key: 'password',
  label: 'Password',
  type: 'password',
  help: 'Leave it out to get a link by e-mail.',
  autocomplete: 'new-password',
};
const INPUT_TYPES = {
  number: 'number',
  date: 'date',
  checkbox: 'checkbox',
  phone: 'tel',
  url: 'url',
  password: 'password',
};

/** One call; a problem document of Usher is thrown as it is. */
async function call(name, body = {}) {
  const response = await fetch(`/v1/public/invitation/${name}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ token, ...body }),
  });
  const answer = await response.json().catch(() => ({ detail: 'Please try again in a moment.' }));
  if (!response.ok) throw answer;
  return answer;
}

async function open() {
  try {
    show(await call('lookup'));
  } catch (problem) {
    explain(problem);
  }
}

function show({ invitation, form, account }) {
  say(`${invitation.inviterAccountName} invites ${invitation.partnerName} to work together`);
  $('message').textContent = invitation.message ?? '';
  $('message').hidden = !invitation.message;
  $('hello').textContent =
    `This is about ${invitation.contactEmail}. Please answer until ${new Date(invitation.expiresAt).toLocaleString()}.`;
  const fields = [
    ...CONTACT.map((field) => [`/contact/${field.key}`, field, invitation[field.key]]),
    ...form.fields.map((field) => [`/customFields/${field.key}`, field]),
    ['/password', PASSWORD],
  ];
  $('fields').replaceChildren(...fields.map(([pointer, field, value]) => row(pointer, field, value)));
  $('application').hidden = account === 'existing';
  $('sign-in').hidden = account !== 'existing';
  $('decline').hidden = false;
}

/** A label, its input, its help and a place for what is wrong with it; named by the pointer Usher uses. */
function row(pointer, field, value) {
  const isGroup = field.type === 'multi-select';
  const box = isGroup ? element('fieldset') : element('div');
  const input = isGroup ? box : control(field);
  input.id = pointer;
  input.dataset.type = field.type ?? 'text';
  const label = element(
    isGroup ? 'legend' : 'label',
    field.required ? `${field.label} (required)` : field.label,
  );
  if (!isGroup) label.htmlFor = pointer;
  const help = element('small', field.help ?? '');
  help.id = `${pointer}-help`;
  const error = element('p');
  Object.assign(error, { id: `${pointer}-error`, className: 'error', hidden: true });
  input.setAttribute('aria-describedby', `${help.id} ${error.id}`);
  if (value) input.value = value;
  box.append(label, ...(isGroup ? field.options.map(choice) : [input]), help, error);
  return box;
}

function control({ type, options = [], required, autocomplete }) {
  // Every closed list comes with its options: those of the program, or countries in the invitee's language.
  const isSelect = options.length > 0;
  const input = element(isSelect ? 'select' : type === 'textarea' ? type : 'input');
  if (isSelect) input.append(new Option(''), ...options.map(({ value, label }) => new Option(label, value)));
  if (input.tagName === 'INPUT') input.type = INPUT_TYPES[type] ?? 'text';
  if (type === 'number') input.step = 'any';
  if (autocomplete) input.autocomplete = autocomplete;
  if (required) input.required = true;
  return input;
}

function choice({ value, label }) {
  const input = Object.assign(element('input'), { type: 'checkbox', value });
  const line = element('label');
  line.append(input, ` ${label}`);
  return line;
}

/** What an input holds, in the type Usher wants; `undefined` where nothing was filled in. */
function valueOf(input) {
  switch (input.dataset.type) {
    case 'checkbox':
      return input.checked;
    case 'multi-select':
      return [...input.querySelectorAll(':checked')].map(({ value }) => value);
    case 'number':
      return input.value === '' ? undefined : Number(input.value);
    default:
      return input.value.trim() === '' && !input.required ? undefined : input.value;
  }
}

/** The body of `accept`: each value at the place its pointer names. */
function application() {
  const body = { contact: {}, customFields: {} };
  for (const input of $('fields').querySelectorAll('[data-type]')) {
    const [, first, second] = input.id.split('/');
    const place = second === undefined ? body : body[first];
    place[second ?? first] = valueOf(input);
  }
  return body;
}

/** Shows each complaint at its field and goes to the first. */
function complain({ detail, errors = [] }) {
  for (const error of document.querySelectorAll('.error')) error.hidden = true;
  for (const input of document.querySelectorAll('[aria-invalid]')) input.removeAttribute('aria-invalid');
  for (const { pointer, detail: text } of errors) {
    const error = $(`${pointer}-error`);
    if (error === null) continue;
    Object.assign(error, { textContent: text, hidden: false });
    $(pointer).setAttribute('aria-invalid', 'true');
  }
  $('status').textContent = detail ?? 'Please try again.';
  (document.querySelector('[aria-invalid]') ?? document.querySelector('h1')).focus();
}

const ENDINGS = {
  'not-found': 'This link is not valid',
  'link-replaced': 'This link was replaced by a newer one',
  'invitation-expired': 'This invitation has expired',
  'invitation-closed': 'This invitation is closed',
};

/** A problem that is no complaint about a field ends the form. */
function explain(problem) {
  if (!(problem.code in ENDINGS)) return complain(problem);
  end(ENDINGS[problem.code], problem.detail);
  $('new-link').hidden = !['link-replaced', 'invitation-expired'].includes(problem.code);
}

function end(title, text) {
  for (const id of ['application', 'sign-in', 'decline', 'message', 'new-link']) $(id).hidden = true;
  say(title, text);
}

function say(title, text = '') {
  document.querySelector('h1').textContent = title;
  document.title = title;
  $('status').textContent = text;
  document.querySelector('h1').focus();
}

/** Runs what a button does, once at a time. */
function on(id, event, run) {
  $(id).addEventListener(event, async (happened) => {
    happened.preventDefault();
    const buttons = document.querySelectorAll('button');
    for (const button of buttons) button.disabled = true;
    await run().catch(explain);
    for (const button of buttons) button.disabled = false;
  });
}

on('application', 'submit', async () => {
  await call('accept', application());
  end('Thank you', 'We have your application and will write to you.');
});
on('decline', 'submit', async () => {
  await call('decline', $('reason').value.trim() === '' ? {} : { reason: $('reason').value });
  end('You declined', 'Thank you for telling us.');
});
on('new-link', 'click', async () => {
  await call('request-new-link');
  end('Your request is on its way', 'Please look into your mailbox.');
});

function element(name, text = '') {
  return Object.assign(document.createElement(name), { textContent: text });
}

await open();
