import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import Handlebars from 'handlebars';
import type { NaiveStore } from './store';

const TEMPLATES = {
  invitation: Handlebars.compile('<p>{{partnerName}}, <a href="/accept?token={{token}}">join us</a>.</p>'),
  welcome: Handlebars.compile('<p>{{partnerName}}, your account is ready.</p>'),
};

/** The steps of the naive application: each reads what it needs and writes what it did. */
export function createActivities({ invitations, accounts }: NaiveStore, inbox: string) {
  const mail = async (id: string, template: keyof typeof TEMPLATES) => {
    const invitation = await invitations.findById(id).orFail();
    const { contactEmail: to, token } = invitation;
    const html = TEMPLATES[template](invitation.toObject());
    await writeFile(path.join(inbox, `${id}.${template}.json`), JSON.stringify({ to, token, html }));
  };
  return {
    sendInvitation: (id: string) => mail(id, 'invitation'),
    sendWelcome: (id: string) => mail(id, 'welcome'),
    async setStatus(id: string, status: string): Promise<void> {
      await invitations.updateOne({ _id: id }, { status });
    },
    async createAccount(id: string): Promise<void> {
      const { partnerName: name } = await invitations.findById(id).orFail();
      await accounts.updateOne({ _id: id }, { name }, { upsert: true });
    },
    async assignRole(id: string): Promise<void> {
      await accounts.updateOne({ _id: id }, { role: 'partner_admin' });
    },
    async shareRecords(id: string): Promise<void> {
      await accounts.updateOne({ _id: id }, { folders: [] });
    },
  };
}
