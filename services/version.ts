// The version of orc, from package.json.
import { readFileSync } from 'node:fs';
import { isJsonObject } from '#kernel/model/json.ts';

function read(): string {
  const json: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  return isJsonObject(json) && typeof json['version'] === 'string' ? json['version'] : 'unknown';
}

/** As `orc version` prints it, without a leading v. */
export const orcVersion = read();
