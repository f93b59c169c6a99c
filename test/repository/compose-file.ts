import { parse as parseYaml } from 'yaml';
import { read } from '../../scripts/structure/sources';

export interface Service {
  readonly read_only?: boolean;
  readonly secrets?: readonly string[];
  readonly image: string;
  readonly entrypoint?: readonly string[];
  readonly command?: readonly string[];
  /** `null` where the variable is handed on only if it is set. */
  readonly environment?: Readonly<Record<string, string | null>>;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly build?: { readonly dockerfile: string };
}
export interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

/** docker-compose.yml as it is written. */
export const text = read('docker-compose.yml');
/** docker-compose.yml as Compose reads it. */
export const compose = parseYaml(text, { merge: true }) as Compose;
export const services = Object.entries(compose.services);
/** `${NAME:-value}` by its value, as Compose does where nothing is set. */
export function withDefaults(value: string): string {
  return value.replace(/\$\{\w+:-([^}]*)\}/g, '$1').replace(/\$\{\w+:\?[^}]*\}/g, 'given');
}
