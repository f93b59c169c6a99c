import { getReadyz } from '../../../api/system/readyz';
import { bodyOf } from '../api/declared-answers';
import { startApi, type RunningApi } from '../../../api/main';
import { readConfig } from '../../../config/env';
import { Gate } from '../gate';
import { eventually, INSTANCE_KEY, PUBLIC_URL, SECRET } from '../api/support';
import { publicPages } from '../../../web/public-pages';
import { SignedInWorld } from './signed-in-world';

/** Pages whose Temporal and MongoDB can be taken away and given back. */
export class GatedWorld extends SignedInWorld {
  temporalGate!: Gate;
  mongoGate!: Gate;
  private gatedApi!: RunningApi;
  private readonly environment = { ...process.env };

  async startGated(): Promise<void> {
    await this.startPages();
    this.willStop(() => Promise.resolve((process.env = this.environment)));
    const [host = '', port = ''] = this.temporalAddress.split(':');
    this.temporalGate = new Gate({ host, port: Number(port) });
    this.willStop(() => this.temporalGate.close());
    const uri = new URL(this.uri);
    this.mongoGate = new Gate({ host: uri.hostname, port: Number(uri.port) });
    this.willStop(() => this.mongoGate.close());
    const temporalAddress = `127.0.0.1:${await this.temporalGate.listen()}`;
    process.env['TEMPORAL_ADDRESS'] = temporalAddress;
    uri.hostname = '127.0.0.1';
    uri.port = String(await this.mongoGate.listen());
    this.gatedApi = await startApi(
      {
        ...readConfig({ PORT: '0', LOG_LEVEL: 'silent', RATE_LIMIT_API: '0', RATE_LIMIT_PUBLIC: '0' }),
        publicUrl: PUBLIC_URL,
        mongodbUri: uri.toString(),
        temporal: { address: temporalAddress, namespace: 'default', uiUrl: undefined, uiFor: 'none' },
        secret: SECRET,
        instanceKey: INSTANCE_KEY,
        seedDemo: false,
      },
      publicPages,
    );
    this.willStop(() => this.gatedApi.close());
    this.pagesUrl = this.gatedApi.url;
    await this.recovered();
  }

  /** Resolves once both engines answer through their gates. */
  async recovered(): Promise<void> {
    this.temporalGate.set('open');
    this.mongoGate.set('open');
    await eventually(
      async () => {
        const answer = await fetch(`${this.gatedApi.url}/readyz`);
        return bodyOf(getReadyz, { status: answer.status, body: await answer.json() });
      },
      ({ parts }) => Object.values(parts).every(Boolean),
    );
  }

  async stopGated(): Promise<void> {
    await this.stopPages();
  }
}
