import { EMAIL_TEMPLATES, type EmailTemplate } from '../../../workflows/contract';
import { ID, input, world } from '../../support/activities/send-email-world';

describe('sendEmail', () => {
  it('sends an invitation with the program’s brand and the link of the asked version', async () => {
    const { sent, sendEmail, outbox } = world();
    await sendEmail({ ...input('invitation'), tokenVersion: 3 });
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({
      messageId: 'inv_01.invitation.1',
      template: 'invitation',
      invitationId: ID,
      locale: 'en',
      to: { email: 'Nora@example.com', name: 'Nora Lind' },
      from: { email: 'usher@usher.example', name: 'Acme Partners' },
      replyTo: 'partners@acme.example',
      subject: 'Acme invites Borealis to work together',
    });
    expect(sent[0]?.text).toContain('https://usher.example/invitation?token=v1.inv_01.3\n');
    expect(sent[0]?.text).toContain('March 14, 2025');
    expect(outbox.claimed).toEqual([
      {
        messageId: 'inv_01.invitation.1',
        invitationId: ID,
        accountId: 'acc_1',
        template: 'invitation',
        to: 'Nora@example.com',
      },
    ]);
    expect(outbox.states.get('inv_01.invitation.1')).toBe('sent');
  });

  it('sends nothing twice when it is repeated', async () => {
    const { sent, sendEmail } = world();
    await sendEmail(input('invitation', 'accepted-notice'));
    await sendEmail(input('invitation', 'accepted-notice'));
    expect(sent.map(({ template }) => template).sort()).toEqual(['accepted-notice', 'invitation']);
  });

  it.each<[EmailTemplate, string[]]>([
    ['reminder', ['Nora@example.com']],
    ['new-link', ['Nora@example.com']],
    ['welcome', ['Nora@example.com']],
    ['application-returned', ['Nora@example.com']],
    ['returned-reminder', ['Nora@example.com']],
    ['application-rejected', ['Nora@example.com']],
    ['accepted-notice', ['ada@acme.example']],
    ['declined-notice', ['ada@acme.example']],
    ['expired-notice', ['ada@acme.example']],
    ['delivery-failed-notice', ['ada@acme.example']],
    ['provisioning-failed-notice', ['ada@acme.example']],
    ['approval-requested', ['boss1@acme.example', 'boss2@acme.example']],
    ['approval-reminder', ['boss1@acme.example', 'boss2@acme.example']],
    ['assigned-notice', ['boss2@acme.example']],
    ['decision-overdue', ['chief@acme.example']],
  ])('writes the %s to the right people', async (template, people) => {
    const { sent, sendEmail } = world();
    await sendEmail(input(template));
    expect(sent.map(({ to }) => to.email).sort()).toEqual(people.sort());
    const toContact = people.includes('Nora@example.com');
    if (!toContact) for (const mail of sent) expect(mail.html + mail.text).not.toContain('token');
  });

  it.each<[string, string | undefined, string | undefined, string[]]>([
    ['the rank is missing', 'RoleCeiling', 'usr_ada', ['ada@acme.example', 'chief@acme.example']],
    ['they may not retry', 'ProvisioningRefused', undefined, ['ada@acme.example', 'chief@acme.example']],
    ['they can retry', 'ProvisioningRefused', 'usr_ada', ['ada@acme.example']],
  ])(
    'tells who is responsible that provisioning waits; others when %s',
    async (_when, type, able, people) => {
      const chief = { email: 'chief@acme.example', userId: 'usr_chief' };
      const own = able === undefined ? [] : [{ email: 'ada@acme.example', userId: able }];
      const { sent, sendEmail } = world({ data: { retriers: [...own, chief] } });
      await sendEmail({ ...input('provisioning-failed-notice'), ...(type && { failureType: type }) });
      expect(sent.map(({ to }) => to.email).sort()).toEqual(people);
      const reason = 'nobody of enough rank stands for it';
      for (const { text } of sent) expect(text.includes(reason)).toBe(type === 'RoleCeiling');
    },
  );

  it('gives each approver a message of their own', async () => {
    const { sent, sendEmail } = world();
    await sendEmail(input('approval-requested'));
    expect(sent.map(({ messageId }) => messageId).sort()).toEqual([
      'inv_01.approval-requested.1.usr_b1',
      'inv_01.approval-requested.1.usr_b2',
    ]);
  });

  it('tells a user who is invited, and the administrators of that user’s account', async () => {
    const { sent, sendEmail } = world({
      data: {
        contact: { email: 'Nora@example.com', userId: 'usr_nora', firstName: 'Nora' },
        receivingAdmins: [
          { email: 'Nora@example.com', userId: 'usr_nora' },
          { email: 'chief@borealis.example', userId: 'usr_chief' },
        ],
      },
    });
    await sendEmail(input('invitation'));
    expect(sent.map(({ messageId, template, to }) => [messageId, template, to.email])).toEqual([
      ['inv_01.invitation.1', 'share-notification', 'Nora@example.com'],
      ['inv_01.invitation.1.usr_chief', 'share-notification-admin', 'chief@borealis.example'],
    ]);
    expect(sent[1]?.html).not.toContain('token');
  });

  it('writes alike to whoever is invited, with a user or without, and to other accounts in its own words', async () => {
    const html =
      '<p>Own {{#if brand.logoUrl}}<img src="{{brand.logoUrl}}">{{/if}}<a href="https://acme.example/x">x</a></p>';
    const data = {
      brand: { senderName: 'Acme', replyTo: 'a@acme.example', logoUrl: 'https://acme.example/logo.png' },
      override: (template: string) => (template === 'invitation' ? { html } : { html: '<p>Evil</p>' }),
      receivingAdmins: [{ email: 'chief@borealis.example', userId: 'usr_chief' }],
      joiningAdmins: [{ email: 'boss@borealis.example', userId: 'usr_boss' }],
    };
    const stranger = world({ data });
    await stranger.sendEmail(input('invitation'));
    const user = world({ data: { ...data, contact: { email: 'Nora@example.com', userId: 'usr_nora' } } });
    await user.sendEmail(input('invitation', 'accepted-notice'));
    const sent = (template: string) => user.sent.find((mail) => mail.template === template);
    // The line beside the subject, which nobody wrote for this account, says how to answer.
    const body = (html = '') => html.replace(/<div dir="auto" style="display: none;[^>]*>[^<]*<\/div>/, '');
    expect(body(sent('share-notification')?.html)).toBe(body(stranger.sent[0]?.html));
    for (const template of ['share-notification-admin', 'partnership-notice']) {
      expect(sent(template)?.html).not.toMatch(/Evil|<img/);
      expect(sent(template)).toMatchObject({ from: { name: 'Usher' } });
      expect(sent(template)).not.toHaveProperty('replyTo');
    }
  });

  it('tells the administrators of a partner whom somebody was added to, in place of a new partnership', async () => {
    const joiningAdmins = [{ email: 'boss@borealis.example', userId: 'usr_boss' }];
    const { sent, sendEmail } = world({ data: { joiningAdmins, override: () => ({ html: '<p>Evil</p>' }) } });
    await sendEmail({ ...input('welcome'), added: true });
    await sendEmail({ ...input('welcome'), added: true });
    const told = sent.filter(({ to }) => to.email === 'boss@borealis.example');
    expect(told.map(({ template, messageId }) => [template, messageId])).toEqual([
      ['partner-user-added', 'inv_01.partner-user-added.usr_boss'],
    ]);
    expect(told[0]).toMatchObject({ from: { name: 'Usher' } });
    expect(told[0]?.text).toContain('Nora Lind, whom Acme has invited');
    expect(told[0]?.html).not.toMatch(/Evil|<img|token/);
  });

  it('lets reminders be stopped with one click by every mail to the contact, and by no other', async () => {
    const { sent, sendEmail } = world({ data: { receivingAdmins: [{ email: 'a@b.example' }] } });
    const user = world({ data: { contact: { email: 'Nora@example.com', userId: 'usr_nora' } } });
    const others: readonly EmailTemplate[] = [
      'share-notification',
      'set-password',
      'membership-offer',
      'apply-link',
      'digest',
      'api-key-expires',
    ];
    const templates = EMAIL_TEMPLATES.filter((name) => !others.includes(name));
    await sendEmail(input(...templates));
    await user.sendEmail(input('invitation'));
    const mails = [...sent, ...user.sent];
    const toContact = mails.filter(({ headers }) => headers?.['List-Unsubscribe'] !== undefined);
    for (const { to, headers } of toContact) {
      expect(to.email).toBe('Nora@example.com');
      expect(headers).toMatchObject({
        'List-Unsubscribe': '<https://usher.example/unsubscribe?token=inv_01>',
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      });
    }
    expect(toContact).toEqual(mails.filter(({ to }) => to.email === 'Nora@example.com'));
    expect(toContact.map(({ template }) => template).sort()).toEqual(
      [
        'application-rejected',
        'application-returned',
        'invitation',
        'new-link',
        'reminder',
        'returned-reminder',
        'share-notification',
        'welcome',
      ].sort(),
    );
  });

  it('says of every mail that no person wrote it, so that no absence note answers', async () => {
    const { sent, sendEmail } = world();
    await sendEmail(input('invitation', 'accepted-notice', 'approval-requested'));
    expect(sent.map(({ headers }) => headers?.['Auto-Submitted'])).toEqual(Array(4).fill('auto-generated'));
  });

  it('tells the reason to whom it was given for, and to nobody else', async () => {
    const { sent, sendEmail } = world();
    await sendEmail(input(...EMAIL_TEMPLATES));
    const tells = sent.filter(({ text }) => text.includes('too busy')).map(({ template }) => template);
    expect(tells.sort()).toEqual([
      'application-rejected',
      'application-returned',
      'declined-notice',
      'returned-reminder',
    ]);
  });

  it('writes to the contact in the invitation’s language and to the others in theirs', async () => {
    const { sent, sendEmail } = world({
      data: { locale: 'de-AT', inviter: { email: 'ada@acme.example', locale: 'es' } },
    });
    await sendEmail(input('invitation', 'accepted-notice', 'approval-requested'));
    expect(sent.map(({ locale }) => locale).sort()).toEqual(['de', 'en', 'en', 'es']);
    const invitation = sent.find(({ template }) => template === 'invitation');
    expect(invitation?.subject).toBe('Acme lädt Borealis zur Zusammenarbeit ein');
  });

  it('takes the program’s own text in the nearest language', async () => {
    const asked: string[] = [];
    const { sent, sendEmail } = world({
      data: {
        locale: 'xx-CA',
        override: (_, locale) => {
          asked.push(locale);
          return locale === 'xx' ? { subject: 'Saluton {{partnerName}}' } : undefined;
        },
      },
    });
    await sendEmail(input('invitation'));
    expect(asked).toEqual(['xx-CA', 'xx']);
    expect(sent[0]).toMatchObject({ subject: 'Saluton Borealis', locale: 'xx' });
  });

  it('sends a set-password link only to somebody without a password', async () => {
    const without = world({ data: { setPassword: { userId: 'usr_new', passwordVersion: 0 } } });
    await without.sendEmail(input('welcome'));
    expect(without.sent[0]?.text).toContain('https://usher.example/set-password?token=usr_new.0');
    const withOne = world();
    await withOne.sendEmail(input('welcome'));
    expect(withOne.sent[0]?.text).toContain('https://usher.example/sign-in');
  });

  it('smuggles no header in by a name', async () => {
    const { sent, sendEmail } = world({
      data: {
        contact: { email: 'Nora@example.com', name: 'N\r\nBcc: x@example.com' },
        brand: { senderName: 'Acme\r\nBcc: x' },
      },
    });
    await sendEmail(input('invitation'));
    expect(sent[0]?.to.name).toBe('N Bcc: x@example.com');
    expect(sent[0]?.from.name).toBe('Acme Bcc: x');
  });
});
