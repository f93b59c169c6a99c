import { counts, fileOf, fresh, HEADER, Importing, viewOf } from '../../support/api/importing';
import { member } from '../../support/api/people-samples';
import { outcome } from '../../support/api/refusals';
import { eventually } from '../../support/api/support';
import { TestWorld } from '../../support/api/world';

const world = new TestWorld();
const people = () => world.people;
const imports = new Importing(world, () => people().admin);
/** Of the other vendor. */
const others = new Importing(world, () => people().other);

beforeAll(() => world.startWorld());
afterAll(() => world.stopWorld());

describe('an import', () => {
  it('invites everybody in a CSV file as by hand, and says what became of each row', async () => {
    const open = await world.invited();
    const [first, second] = [fresh(), fresh()];
    const csv = [
      '\ufeffpartnerName,contactFirstName,contactLastName,contactEmail,phoneNumber,country,message',
      `"Acme, ""the"" firm",Ada,Ång,${first},+49 30 123456,DE,"Two\r\nlines"`,
      `Second,,,${second.toUpperCase()},,,`,
      `Again,,,${first.toUpperCase()},,,`,
      `Open,,,${open.email},,,`,
      'Bad,,,not-an-address,,XX,',
      ',,,,,,',
    ].join('\r\n');
    const done = await imports.run(csv);
    expect(done).toMatchObject({
      status: 'completed',
      total: 5,
      done: 5,
      blank: 1,
      source: 'csv',
      dryRun: false,
    });
    expect(counts(done)).toEqual({ created: 2, alreadyInvited: 2, alreadyPartner: 0, invalid: 1 });

    const rows = await imports.rows(done.id);
    expect(rows.map(({ row, result }) => [row, result])).toEqual([
      [1, 'created'],
      [2, 'created'],
      [3, 'alreadyInvited'],
      [4, 'alreadyInvited'],
      [5, 'invalid'],
    ]);
    expect(rows[2]?.invitationId).toBe(rows[0]?.invitationId);
    expect(rows[3]?.invitationId).toBe(open.id);
    expect(rows[4]?.errors.map(({ pointer }) => pointer)).toEqual(['/contactEmail', '/country']);
    const invited = await world.get(`/v1/invitations/${rows[0]?.invitationId ?? ''}`, people().admin);
    expect(invited.body).toMatchObject({
      partnerName: 'Acme, "the" firm',
      contactLastName: 'Ång',
      phoneNumber: '+4930123456',
      message: 'Two\r\nlines',
      roleKey: 'partner_admin',
      inviter: { id: people().admin.userId },
    });
    await world.mail(first, 'invitation');
    await world.mail(second.toUpperCase(), 'invitation');
  });

  it('tells partners from people who were invited', async () => {
    const partner = await world.invited({}, 'invitation');
    await world.stores.programs.put(people().admin.accountId, 'default', { autoOnboarding: true });
    const auto = await world.invited();
    await world.post('/v1/public/invitation/accept', undefined, { token: auto.token });
    await world.status(auto.id, 'active');
    const csv = [HEADER, `A,,,${auto.email.toUpperCase()}`, `B,,,${partner.email}`].join('\n');
    const foretold = await imports.upload(csv, { query: '?dryRun=true' });
    expect(counts(viewOf(foretold))).toMatchObject({ alreadyPartner: 1, alreadyInvited: 1 });
    expect(counts(await imports.run(csv))).toEqual(counts(viewOf(foretold)));
  });

  it('takes JSON rows with the schema of a single invitation', async () => {
    const rows = [
      { partnerName: 'One', contactEmail: fresh(), reminders: ['P1D'], expiresIn: 'P3D' },
      { partnerName: 'Two', contactEmail: fresh(), surprise: 1 },
      { partnerName: 'Three', contactEmail: fresh(), program: 'nothing' },
      { partnerName: 'Four', contactEmail: fresh(), roleKey: 'account_admin', initialModule: 'nothing' },
    ];
    const done = await imports.settle(await world.post('/v1/invitation-imports', people().admin, { rows }));
    expect(counts(done)).toEqual({ created: 1, alreadyInvited: 0, alreadyPartner: 0, invalid: 3 });
    const errors = (await imports.rows(done.id, 'invalid')).map((row) =>
      row.errors.map(({ pointer }) => pointer),
    );
    expect(errors).toEqual([['/surprise'], ['/program'], ['/initialModule']]);
    const [made] = await imports.invitationsTo(rows[0]?.contactEmail ?? '');
    expect(made).toMatchObject({ reminders: ['P1D'], expiresIn: 'P3D', importId: done.id });
  });

  it('reads custom fields by the types that their program gives them', async () => {
    const definition = { label: 'L', required: false, filledBy: 'inviter' } as const;
    const option = (value: string) => ({ value, label: value });
    await world.stores.programs.put(people().other.accountId, 'fields', {
      customFields: [
        { ...definition, key: 'seats', type: 'number', max: 10 },
        { ...definition, key: 'vip', type: 'checkbox' },
        { ...definition, key: 'tags', type: 'multi-select', options: [option('a'), option('b')] },
        { ...definition, key: 'region', type: 'text', required: true },
      ],
    });
    const [good, bad] = [fresh(), fresh()];
    const csv = [
      'Partner Name,contact_email,program,seats,vip,customFields.tags,region',
      `A,${good},fields,7,yes,a|b,North`,
      `B,${bad},fields,many,perhaps,c,`,
    ].join('\n');
    const done = await others.run(csv);
    expect(counts(done)).toMatchObject({ created: 1, invalid: 1 });
    const [made] = await others.invitationsTo(good);
    expect(made?.customFields).toEqual({ seats: 7, vip: true, tags: ['a', 'b'], region: 'North' });
    const [row] = await others.rows(done.id, 'invalid');
    expect(row?.errors.map(({ pointer }) => pointer)).toEqual([
      '/customFields/seats',
      '/customFields/vip',
      '/customFields/tags',
      '/customFields/region',
    ]);
  });

  it('invites nobody in a dry run and foretells every row', async () => {
    const open = await world.invited();
    const email = fresh();
    const csv = [
      HEADER,
      `A,,,${email}`,
      `B,,,${email.toUpperCase()}`,
      `C,,,${open.email}`,
      'D,,,nobody',
    ].join('\n');
    const answer = await imports.upload(csv, { query: '?dryRun=true' });
    expect(viewOf(answer)).toMatchObject({
      status: 'completed',
      dryRun: true,
      total: 4,
      done: 4,
      workflow: null,
    });
    expect(counts(viewOf(answer))).toEqual({ created: 1, alreadyInvited: 2, alreadyPartner: 0, invalid: 1 });
    expect(await imports.invitationsTo(email)).toEqual([]);
    expect((await imports.rows(viewOf(answer).id)).map(({ result }) => result)).toEqual([
      'created',
      'alreadyInvited',
      'alreadyInvited',
      'invalid',
    ]);
    expect(counts(await imports.run(csv))).toEqual(counts(viewOf(answer)));
  });

  it('creates nothing twice when the same file comes again, nor when it comes twice at once', async () => {
    const emails = Array.from({ length: 55 }, fresh);
    const csv = fileOf(emails);
    const both = await Promise.all([imports.upload(csv), imports.upload(csv)]);
    const results = await Promise.all(both.map((one) => imports.settle(one)));
    expect(results.map((one) => one.created).reduce((a, b) => a + b)).toBe(55);
    const again = await imports.run(csv);
    expect(counts(again)).toEqual({ created: 0, alreadyInvited: 55, alreadyPartner: 0, invalid: 0 });
    for (const email of emails) expect(await imports.invitationsTo(email)).toHaveLength(1);

    const [email] = emails;
    const [made] = await imports.invitationsTo(email ?? '');
    await world.status(made?._id ?? '', 'sent');
    await world.post(`/v1/invitations/${made?._id ?? ''}/revoke`, people().admin);
    await world.status(made?._id ?? '', 'revoked');
    expect(counts(await imports.run(csv))).toMatchObject({ created: 0 });
  });

  it('goes on where it was when it is cancelled half way and the file comes again', async () => {
    const emails = Array.from({ length: 110 }, fresh);
    const csv = fileOf(emails);
    const started = viewOf(await imports.upload(csv));
    const path = `/v1/invitation-imports/${started.id}`;
    await eventually(
      async () => viewOf(await world.get(path, people().admin)),
      ({ done }) => done > 0,
    );
    const cancelled = await world.post(`${path}/cancel`, people().admin);
    expect(cancelled.status).toBe(202);
    const half = await eventually(
      async () => viewOf(await world.get(path, people().admin)),
      ({ status }) => status !== 'running',
    );
    expect(half).toMatchObject({ status: 'cancelled', created: half.done });
    expect(half.created).toBeLessThan(110);
    expect((await imports.rows(half.id, 'pending')).length).toBeGreaterThan(0);
    expect((await world.post(`${path}/cancel`, people().admin)).status).toBe(202);

    const rest = await imports.run(csv);
    expect(counts(rest)).toMatchObject({ created: 110 - half.created, alreadyInvited: half.created });
    const stored = await world.stores.invitations.findLiveMany(people().admin.accountId, emails);
    expect(stored).toHaveLength(110);
    const late = await world.post(`/v1/invitation-imports/${rest.id}/cancel`, people().admin);
    expect([...outcome(late), late.body.currentStatus]).toEqual([409, 'invalid-transition', 'completed']);
  });

  it('is held while a daily number of e-mails is used up, and can be cancelled then', async () => {
    const limits = world.deps.settings as { dailyEmailsPerAccount: number };
    const email = fresh();
    await world.post('/v1/invitations', people().other, { partnerName: 'X', contactEmail: fresh() });
    limits.dailyEmailsPerAccount = 1;
    try {
      const csv = [HEADER, `A,,,${email}`, `B,,,${fresh()}`, `C,,,${fresh()}`].join('\n');
      const started = viewOf(await others.upload(csv));
      const path = `/v1/invitation-imports/${started.id}`;
      const held = await eventually(
        async () => viewOf(await world.get(path, people().other)),
        ({ heldUntil }) => heldUntil !== null,
      );
      expect(held.status).toBe('running');
      expect(held.heldUntil).toMatch(/T00:00:00.000Z$/);
      expect(held.done).toBeLessThan(3);
      await world.post(`${path}/cancel`, people().other);
      const over = await eventually(
        async () => viewOf(await world.get(path, people().other)),
        ({ status }) => status !== 'running',
      );
      expect(over).toMatchObject({ status: 'cancelled', heldUntil: null, invalid: 0 });
    } finally {
      limits.dailyEmailsPerAccount = 0;
    }
  });

  it('waits for a worker and loses no row when workers come and go', async () => {
    await world.stopWorkers();
    const emails = Array.from({ length: 60 }, fresh);
    const csv = fileOf(emails);
    const started = await imports.upload(csv);
    const given = viewOf(await imports.upload(`${HEADER}\nA,,,${fresh()}`));
    const withdrawn = await world.post(`/v1/invitation-imports/${given.id}/cancel`, people().admin);
    expect([withdrawn.status, withdrawn.body.status]).toEqual([202, 'running']);
    await world.startWorkers([{ activity: 'importRows', kind: 'transient', count: 2 }]);
    expect(await imports.settled(given.id)).toMatchObject({ status: 'cancelled', created: 0 });
    expect(counts(await imports.settle(started))).toMatchObject({ created: 60 });
    const stored = await world.stores.invitations.findLiveMany(people().admin.accountId, emails);
    expect(stored).toHaveLength(60);
  });

  it('invites nobody to a role that is above an inviter who has lost rank or left by now', async () => {
    const { memberships } = world.stores;
    const [demoted, gone] = [
      await member(world, 'subscription_owner'),
      await member(world, 'subscription_owner'),
    ];
    await world.stopWorkers();
    const started = await Promise.all(
      [demoted, gone].map((inviter) => imports.upload(fileOf([fresh()]), { as: inviter })),
    );
    await memberships.setRole(demoted.accountId, demoted.userId, 'approver');
    await memberships.remove(gone.accountId, gone.userId);
    await world.startWorkers();
    for (const upload of started) {
      const { id, ...done } = await imports.settle(upload);
      expect(done).toMatchObject({ status: 'completed', created: 0, invalid: 1 });
      const [row] = await imports.rows(id);
      expect(row).toMatchObject({ invitationId: null, errors: [{ pointer: '/roleKey' }] });
    }
  });

  it('fails when it never can go on, with its rows counted', async () => {
    await world.stopWorkers();
    await world.startWorkers([{ activity: 'importRows', kind: 'permanent', count: 1 }]);
    const done = await imports.run(`${HEADER}\nA,,,${fresh()}\nB,,,nobody`);
    expect(done).toMatchObject({ status: 'failed', created: 0, invalid: 1, total: 2 });
  });

  it('is shown to its own account alone', async () => {
    const done = await imports.run(`${HEADER}\nA,,,${fresh()}`);
    for (const part of ['', '/rows', '/rejected.csv']) {
      const answer = await world.get(`/v1/invitation-imports/${done.id}${part}`, people().other);
      expect(outcome(answer)).toEqual([404, 'not-found']);
    }
    expect(outcome(await world.post(`/v1/invitation-imports/${done.id}/cancel`, people().other))).toEqual([
      404,
      'not-found',
    ]);
    expect(outcome(await imports.upload(`${HEADER}\nA,,,${fresh()}`, { as: people().viewer }))).toEqual([
      403,
      'forbidden',
    ]);
    const list = await world.get('/v1/invitation-imports?limit=1', people().admin);
    expect(list.body.items.map(({ id }) => id)).toEqual([done.id]);
    expect(list.body.nextCursor).not.toBeNull();
  });
});

describe('rejected.csv', () => {
  it('holds the invalid rows, harmless for spreadsheets, and can be imported once corrected', async () => {
    const email = fresh();
    const csv = [
      `${HEADER},phoneNumber`,
      `=HYPERLINK(1),@cmd,-1,nobody,+4930123456`,
      `Good,,,${fresh()},`,
      `"Multi\nline","a,b",,${email},12`,
    ].join('\n');
    const done = await imports.run(csv);
    const { text, headers } = await world.get(
      `/v1/invitation-imports/${done.id}/rejected.csv`,
      people().admin,
    );
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(text.split('\r\n')).toEqual([
      `"${HEADER.replaceAll(',', '","')}","phoneNumber","rejectedBecause"`,
      `"'=HYPERLINK(1)","'@cmd","'-1","nobody","'+4930123456","contactEmail: Must be an e-mail address."`,
      `"Multi\nline","a,b","","${email}","12","partnerName: Must not hold control characters. phoneNumber: Must be a phone number in international form, such as +4930123456."`,
      '',
    ]);
    const corrected = text
      .replace('nobody', fresh())
      .replace('Multi\nline', 'One line')
      .replace('"12"', '""');
    expect(counts(await imports.run(corrected))).toMatchObject({ created: 2, invalid: 0 });
  });
});
