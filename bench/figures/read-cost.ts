import { UsherClient, type InvitationView } from '../../scripts/demo/client';
import { costOf, restingCpu } from '../cost';
import type { Figure } from './figure';
import { inFlight } from '../lives';
import type { MeasuredInstance } from '../measured-instance';

/** Calls of each kind. */
const CALLS = 400;

/** CPU of reading one invitation against the least that the server can answer. */
export async function readCost({ facts, groups }: MeasuredInstance, deadline: number): Promise<Figure[]> {
  const admin = new UsherClient(facts.apiUrl).withApiKey(facts.otherAdmin.apiKey);
  const body = { partnerName: 'Read', contactEmail: `read-${Date.now()}@partner.example` };
  const { id } = await admin.post<InvitationView>('/v1/invitations', body);
  const idle = await restingCpu(groups);
  const cpuOf = async (call: () => Promise<unknown>) => {
    const numbers = Array.from({ length: CALLS }, (_, n) => n);
    await inFlight(numbers.slice(0, 50), 10, deadline, call); // warms up
    const work = async () => (await inFlight(numbers, 10, deadline, call)).length;
    const { cpu, count } = await costOf(groups, idle, work);
    return ((cpu['usher'] ?? 0) + (cpu['temporal'] ?? 0) + (cpu['mongodb'] ?? 0)) / count;
  };
  const least = await cpuOf(() => fetch(`${facts.apiUrl}/healthz`).then((answer) => answer.text()));
  const read = await cpuOf(() => admin.invitation(id));
  return [{ name: 'CPU of GET of one invitation, in GET /healthz', measured: read / least, target: 4 }];
}
