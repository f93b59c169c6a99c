import { setTimeout as sleep } from 'node:timers/promises';
import { tokenIn, type UsherClient } from '../demo/client';

/** A partner as the pages show it, and what becomes of its invitation. */
interface Guest {
  readonly partner: string;
  readonly first: string;
  readonly last: string;
  readonly domain: string;
  readonly country: string;
  readonly industry: string;
  readonly fate: Fate;
}

type Fate = 'sent' | 'declined' | 'pending' | 'active' | 'revoked' | 'expired' | 'bounced' | 'failed';

const PASSWORD = 'a long enough password';

/** The first of them meets the faults that the instance was started with, so the order counts. */
const GUESTS: readonly Guest[] = [
  guest('Vandelay Industries', 'Elaine', 'Benes', 'vandelay.example', 'US', 'Import and export', 'bounced'),
  guest('Sirius Cybernetics', 'Eddie', 'Adams', 'sirius.example', 'GB', 'Robotics', 'failed'),
  guest('Nordwind Logistik', 'Mira', 'Holm', 'nordwind.example', 'DE', 'Logistics', 'active'),
  guest('Aperture Labs', 'Caroline', 'Johnson', 'aperture.example', 'US', 'Research', 'active'),
  guest('Bluebird Bakeries', 'Tomas', 'Novak', 'bluebird.example', 'CZ', 'Food', 'active'),
  guest('Initech', 'Peter', 'Gibbons', 'initech.example', 'US', 'Software', 'active'),
  guest('Sol y Mar Hoteles', 'Lucia', 'Fernandez', 'solymar.example', 'ES', 'Hospitality', 'active'),
  // A colleague of a partner that there is.
  guest('Nordwind Logistik', 'Tilda', 'Brandt', 'nordwind.example', 'DE', 'Logistics', 'pending'),
  guest('Umbrella Pharma', 'Alice', 'Abernathy', 'umbrella.example', 'FR', 'Pharmaceuticals', 'pending'),
  guest('Hooli', 'Gavin', 'Belson', 'hooli.example', 'US', 'Internet', 'pending'),
  guest('Stark Medical', 'Pepper', 'Potts', 'stark-medical.example', 'US', 'Medical devices', 'pending'),
  guest('Alpenglas GmbH', 'Jonas', 'Gruber', 'alpenglas.example', 'AT', 'Glass', 'pending'),
  guest('Wonka Confectionery', 'Charlie', 'Bucket', 'wonka.example', 'GB', 'Food', 'declined'),
  guest('Tyrell Optics', 'Rachael', 'Rosen', 'tyrell.example', 'US', 'Optics', 'declined'),
  guest('Massive Dynamic', 'Nina', 'Sharp', 'massive.example', 'US', 'Research', 'revoked'),
  guest('Oceanic Freight', 'Kate', 'Austen', 'oceanic.example', 'AU', 'Logistics', 'expired'),
  guest('Duff Breweries', 'Moe', 'Szyslak', 'duff.example', 'US', 'Beverages', 'expired'),
  guest('Gringotts Treasury', 'Griphook', 'Stone', 'gringotts.example', 'GB', 'Finance', 'sent'),
  guest('Kowalski & Daughters', 'Ania', 'Kowalska', 'kowalski.example', 'PL', 'Furniture', 'sent'),
  guest('Rossi Macchine', 'Giulia', 'Rossi', 'rossi.example', 'IT', 'Machinery', 'sent'),
  guest('Lindqvist Timber', 'Oskar', 'Lindqvist', 'lindqvist.example', 'SE', 'Timber', 'sent'),
  guest('Yamada Precision', 'Haruka', 'Yamada', 'yamada.example', 'JP', 'Tools', 'sent'),
  guest('Cabral Cafés', 'João', 'Cabral', 'cabral.example', 'BR', 'Food', 'sent'),
  guest('Okonkwo Textiles', 'Adaeze', 'Okonkwo', 'okonkwo.example', 'NG', 'Textiles', 'sent'),
  guest(
    'Weyland Shipping and Deep Space Freight Forwarding International',
    'Ellen',
    'Ripley',
    'weyland-shipping-international.example',
    'US',
    'Logistics',
    'sent',
  ),
  guest('Smith', 'Jo', 'Smith', 'smith.example', 'IE', 'Consulting', 'sent'),
];

function guest(
  partner: string,
  first: string,
  last: string,
  domain: string,
  country: string,
  industry: string,
  fate: Fate,
): Guest {
  return { partner, first, last, domain, country, industry, fate };
}

/** Invitation IDs and links by fate, of the first guest that met it. */
export interface Crowd {
  readonly ids: Readonly<Record<Fate, string>>;
  readonly tokens: Readonly<Record<Fate, string>>;
  readonly activeEmail: string;
  readonly password: string;
}

export interface Hosts {
  readonly stranger: UsherClient;
  readonly admin: UsherClient;
  readonly approver: UsherClient;
}

/** Fills the account with invitations in every status, through the HTTP interface. */
export async function gatherCrowd(hosts: Hosts, share: object): Promise<Crowd> {
  const ids: Partial<Record<Fate, string>> = {};
  const tokens: Partial<Record<Fate, string>> = {};
  for (const one of GUESTS) {
    const { id, token } = await live(hosts, one, share);
    ids[one.fate] ??= id;
    tokens[one.fate] ??= token;
  }
  const { first, domain } = GUESTS.find(({ fate }) => fate === 'active')!;
  return {
    ids: ids as Crowd['ids'],
    tokens: tokens as Crowd['tokens'],
    activeEmail: `${first.toLowerCase()}@${domain}`,
    password: PASSWORD,
  };
}

async function live({ stranger, admin, approver }: Hosts, one: Guest, share: object) {
  const { fate } = one;
  const { id } = await admin.post<{ id: string }>('/v1/invitations', {
    partnerName: one.partner,
    contactFirstName: one.first,
    contactLastName: one.last,
    contactEmail: `${one.first
      .toLowerCase()
      .normalize('NFD')
      .replaceAll(/[^a-z]/g, '')}@${one.domain}`,
    country: one.country,
    industry: one.industry,
    share,
    message: 'We met at the fair in May and would love to share our price lists with you.',
    ...(fate === 'expired' && { expiresIn: 'PT3S', reminders: [] }),
  });
  if (fate === 'bounced') {
    await reaches(admin, id, 'delivery_failed');
    return { id, token: '' };
  }
  const mail = await until(async () => (await stranger.inbox()).find((letter) => letter.invitationId === id));
  const token = tokenIn(mail)!;
  if (fate === 'revoked') await admin.post(`/v1/invitations/${id}/revoke`, { reason: 'Invited by mistake.' });
  if (fate === 'declined')
    await stranger.post('/v1/public/invitation/decline', { token, reason: 'We have a supplier already.' });
  if (fate === 'pending' || fate === 'active' || fate === 'failed') {
    await stranger.post('/v1/public/invitation/accept', { token, password: PASSWORD });
    await reaches(admin, id, 'pending_approval');
  }
  if (fate === 'active' || fate === 'failed') {
    await approver.post(`/v1/invitations/${id}/approve`, { note: 'Checked the trade register.' });
    await reaches(admin, id, fate);
  }
  return { id, token };
}

function reaches(admin: UsherClient, id: string, status: string): Promise<boolean> {
  return until(async () => (await admin.invitation(id)).status === status || undefined);
}

/** Waits until there is something, for two minutes. */
export async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (let tries = 0; tries < 1_200; tries += 1) {
    const found = await look();
    if (found !== undefined) return found;
    await sleep(100);
  }
  throw new Error(`never came: ${look.toString()}`);
}
