import type { Page } from 'playwright-core';
import { postPublicInvitationLookup } from '../../../api/public-invitation/lookup';
import { bodyOf } from '../../support/api/declared-answers';
import { FIELD_TYPE_NAMES, FIELD_TYPES, type FieldTypeName } from '../../../domain/programs/field-types';
import type { CustomField } from '../../../domain/programs/program';
import { fresh, Importing } from '../../support/api/importing';
import { describeInBrowser } from '../../support/web/browser';
import { SignedInWorld } from '../../support/web/signed-in-world';

interface Sample {
  readonly value: unknown;
  /** As a page shows it; the value itself without. */
  readonly shown?: string;
  /** As a CSV file has it; the value itself without. */
  readonly cell?: string;
  readonly options?: CustomField['options'];
}

const options = [
  { value: 'a', label: 'Sales' },
  { value: 'b', label: 'Service' },
];

/** A file is chosen and not typed: test/web/documents. */
type Typed = Exclude<FieldTypeName, 'document'>;
const TYPES = FIELD_TYPE_NAMES.filter((type): type is Typed => type !== 'document');

/** One answer for every type; the compiler asks for that of a new one. */
const SAMPLES: Readonly<Record<Typed, Sample>> = {
  text: { value: 'Ring road 5' },
  textarea: { value: 'All of it' },
  number: { value: 12.5 },
  date: { value: '2030-12-31', shown: '31 Dec 2030' },
  select: { value: 'b', shown: 'Service', options },
  'multi-select': { value: ['a', 'b'], shown: 'Sales and Service', cell: 'a|b', options },
  checkbox: { value: true, shown: 'Yes', cell: 'yes' },
  country: { value: 'DE', shown: 'Germany' },
  phone: { value: '+4930123456' },
  url: { value: 'https://initech.example/about' },
};

const ANSWERS = Object.fromEntries(TYPES.map((type) => [type, SAMPLES[type].value]));

/** What is changed by typing {@link ANSWERS} over it. */
const OTHERS = { text: 'Elsewhere', number: 1, select: 'a', 'multi-select': ['a'], country: 'FR' };

/** One required field of every type, its type as its key. */
const fieldsOf = (filledBy: CustomField['filledBy']) =>
  TYPES.map((type) => ({
    ...{ key: type, label: `The ${type}`, type, filledBy, required: true },
    ...(SAMPLES[type].options && { options: SAMPLES[type].options }),
  }));

async function fillIn(page: Page): Promise<void> {
  for (const type of TYPES) {
    const { value, options: boxes = [] } = SAMPLES[type];
    const field = page.locator(`[name="customFields.${type}"]`);
    const { kind } = FIELD_TYPES[type].control;
    if (kind === 'select') await field.selectOption(String(value));
    else if (kind === 'checkbox') await field.check();
    else if (kind === 'choices')
      for (const box of boxes) await field.and(page.locator(`[value="${box.value}"]`)).check();
    else await field.fill(String(value));
  }
}

describeInBrowser('a custom field of every type', () => {
  const world = new SignedInWorld();
  const admin = () => world.people.admin;
  const stored = async (id: string) => (await world.stores.invitations.findById(id))?.customFields;

  beforeAll(async () => {
    await world.startPages();
    for (const filledBy of ['inviter', 'invitee'] as const) {
      const customFields = fieldsOf(filledBy);
      const body = { name: filledBy, autoOnboarding: true, customFields };
      const { status } = await world.call('PUT', `/v1/programs/${filledBy}`, { as: admin(), body });
      expect(status).toBe(200);
    }
  }, 120_000);
  afterAll(() => world.stopPages());
  afterEach(() => world.closeContexts());

  it('is taken, returned and shown as it was answered', async () => {
    const { id, path } = await world.invited({ program: 'inviter', customFields: ANSWERS });
    expect((await world.get(path, admin())).body).toMatchObject({ customFields: ANSWERS });
    const page = await world.signedIn(admin());
    await world.open(page, `/invitations/${id}`);
    const text = await page.locator('main').innerText();
    for (const type of TYPES) {
      const { value, shown = String(value) } = SAMPLES[type];
      expect(text).toMatch(new RegExp(`The ${type}\\s+${shown.replace(/[+.]/g, '\\$&')}\n`));
    }
  });

  it('is asked for by the form of people who sign in', async () => {
    const { id } = await world.invited({ program: 'inviter', customFields: { ...ANSWERS, ...OTHERS } });
    const page = await world.signedIn(admin());
    await world.open(page, `/invitations/${id}/edit`);
    await fillIn(page);
    await page.getByRole('button', { name: 'Save' }).click();
    expect(await stored(id)).toEqual(ANSWERS);
  });

  it('is asked for by the form of the invitee, and returned with its choices before', async () => {
    const { id, token } = await world.invited({ program: 'invitee', locale: 'de' });
    const answer = await world.post('/v1/public/invitation/lookup', undefined, { token });
    const { fields } = bodyOf(postPublicInvitationLookup, answer).form;
    const choices = Object.fromEntries(fields.map((field) => [field.key, field.options]));
    expect(choices).toMatchObject({ text: undefined, select: options, 'multi-select': options });
    expect(choices['country']).toContainEqual({ value: 'DE', label: 'Deutschland' });
    const page = await world.visitorOf(token);
    await page.goto(`${world.pagesUrl}/invitation/application`);
    await page.locator('[name="contact.contactLastName"]').fill('Gibbons');
    await fillIn(page);
    await page.locator('main button.primary').click();
    await world.status(id, 'active');
    expect(await stored(id)).toEqual(ANSWERS);
  });

  it('is read from a cell', async () => {
    const imports = new Importing(world, admin);
    const email = fresh();
    const columns = TYPES.map((type) => `customFields.${type}`);
    const cells = TYPES.map((type) => SAMPLES[type].cell ?? String(SAMPLES[type].value));
    const csv = [
      ['program', 'partnerName', 'contactEmail', ...columns].join(','),
      ['inviter', 'Initech', email, ...cells].join(','),
    ];
    expect(await imports.run(csv.join('\n'))).toMatchObject({ created: 1, invalid: 0 });
    const [invited] = await imports.invitationsTo(email);
    expect(invited?.customFields).toEqual(ANSWERS);
  });
});
