// What `orc certificate` does: the authorities that sign, and the caller's own certificate.
import { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { OrcError } from '#kernel/errors.ts';
import { clusterName, signingOf } from '#kernel/kinds/cluster.ts';
import { key } from '#kernel/log/key.ts';
import type { Authority } from '#kernel/model/gen/cluster.gen.ts';
import { humanDuration } from '#kernel/model/human.ts';
import { msFromTime } from '#kernel/model/time.ts';
import type { OrcClient } from '#client/client.ts';
import type { RevokeOptions, RotateOptions } from '#cli/commands/certificate.ts';
import { type GlobalOptions, readClientConfig } from '#cli/config.ts';
import { defaultConfigFile, entryIn, readKubeconfig, withEntry, writeKubeconfig } from '#cli/kubeconfig.ts';
import { alignedTable } from '#cli/printers/table.ts';
import { withCluster } from '#cli/session.ts';
import { replaceFile } from '#runtime/files.ts';
import { requestCertificate, subjectIn } from '#runtime/pki.ts';
import { signerIn } from '#runtime/trust.ts';

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const pollMs = 500;

async function authoritiesOf(client: OrcClient): Promise<readonly Authority[]> {
  const cluster = await client.get(key('Cluster', '', clusterName));
  return cluster.kind === 'Cluster' ? (cluster.authorities ?? []) : [];
}

function stateOf(authority: Authority, all: readonly Authority[]): string {
  if (authority === signingOf(all)) return 'Signs';
  return authority.retiring === true ? 'Going' : 'Trusted';
}

/** Lists the authorities by which the cluster's certificates are good. */
export async function authorities(globals: GlobalOptions): Promise<void> {
  await withCluster(globals, async ({ client }) => {
    const all = await authoritiesOf(client);
    if (all.length === 0) {
      say('The cluster signs no certificates: it was never given the key of its CA (authorityKeyFile)');
      return;
    }
    const rows = all.map((each) => [
      `sha256:${each.id}`,
      stateOf(each, all),
      humanDuration(Date.now() - (msFromTime(each.createdAt) ?? Date.now())),
      new Date(new X509Certificate(each.certificate).validTo).toISOString().slice(0, 10),
      (each.waitingFor ?? []).join(', '),
    ]);
    say(alignedTable([['AUTHORITY', 'STATE', 'AGE', 'ENDS', 'WAITING FOR'], ...rows]));
  });
}

/** Follows a rotation until `isOver`; says what it waits for whenever that changes. Throws Timeout. */
async function follow(
  client: OrcClient,
  timeoutMs: number,
  isOver: (all: readonly Authority[]) => boolean,
): Promise<void> {
  const untilMs = performance.now() + timeoutMs;
  let told = '';
  for (;;) {
    const all = await authoritiesOf(client);
    if (isOver(all)) return;
    const waiting = (all.at(-1)?.waitingFor ?? []).join(', ');
    if (waiting !== '' && waiting !== told) say(`  waits for ${waiting}`);
    told = waiting || told;
    if (performance.now() > untilMs)
      throw new OrcError(
        'Timeout',
        `it still waits for ${waiting || 'the leader'}, and goes on by itself: 'orc certificate authorities' shows how far it is`,
      );
    await sleep(pollMs);
  }
}

/** Has the authorities before the newest go, and sees them gone. */
async function dropOldAuthorities(
  client: OrcClient,
  { force = false, timeout }: RotateOptions,
  globals: GlobalOptions,
): Promise<void> {
  const all = await authoritiesOf(client);
  const newest = all.at(-1);
  if (newest === undefined || all.length < 2) {
    say('there is no old authority: nothing was changed');
    return;
  }
  const own = readClientConfig(globals).user.certificate;
  if (own !== undefined && signerIn(newest.certificate, own) === undefined && !force)
    throw new OrcError(
      'Conflict',
      "your own certificate is of an authority that is to go: 'orc certificate renew' gets you another, and so it does for everybody who has one",
    );
  await client.rotateAuthority({ dropOld: true, force });
  await follow(client, timeout, ({ length }) => length <= 1);
  say('the old authorities are gone: what they signed is good no more');
}

/** Makes another authority, and sees masters and nodes have certificates of it. */
async function addAuthority(client: OrcClient, { timeout }: RotateOptions): Promise<void> {
  const id = await client.rotateAuthority({ dropOld: false, force: false });
  say(`authority sha256:${id} is there; it signs once every master and ready node trusts it`);
  const newest = (all: readonly Authority[]): Authority | undefined => all.find((each) => each.id === id);
  await follow(client, timeout, (all) => newest(all)?.signsSince !== undefined);
  say('it signs; masters and nodes get their certificates anew');
  await follow(client, timeout, (all) => (newest(all)?.waitingFor ?? []).length === 0);
  say('all of them have one');
}

/** Makes another authority and sees it sign, or has the old ones go. */
export async function rotateAuthority(options: RotateOptions, globals: GlobalOptions): Promise<void> {
  const { dropOld = false, force = false } = options;
  if (force && !dropOld) throw new OrcError('BadRequest', '--force: only goes with --drop-old');
  await withCluster(globals, ({ client }) =>
    dropOld ? dropOldAuthorities(client, options, globals) : addAuthority(client, options),
  );
  if (dropOld) return;
  if (readClientConfig(globals).user.certificate !== undefined) await renew(globals);
  say(
    "The old authority is still trusted. When everybody with a certificate has renewed it ('orc certificate renew'): orc certificate rotate-ca --drop-old",
  );
}

type Entry = Readonly<Record<string, unknown>>;

/** The entry with PEM text in a field: in the file that it names, or in the entry itself. */
function withPem(entry: Entry, field: string, pem: string, folder: string, mode: number): Entry {
  const file = entry[field];
  if (typeof file === 'string' && file !== '') {
    replaceFile(path.resolve(folder, file), pem, mode);
    return entry;
  }
  return { ...entry, [`${field}-data`]: Buffer.from(pem).toString('base64') };
}

/** Gets the caller another certificate, and says where it is. */
export async function renew(globals: GlobalOptions): Promise<void> {
  await withCluster(globals, async ({ client }) => say(await renewed(client, globals)));
}

/**
 * Gets the caller another certificate for the same name and groups, and writes it where the present one is; returns what
 * to say of it. Throws BadRequest where there is no certificate.
 */
export async function renewed(client: OrcClient, globals: GlobalOptions): Promise<string> {
  const config = readClientConfig(globals);
  const { certificate: present, name } = config.user;
  if (present === undefined)
    throw new OrcError('BadRequest', `user "${name}" has no certificate that could be renewed`);
  const { name: user, groups } = subjectIn(present);
  const { request, key: made } = await requestCertificate(user, groups);
  const given = await client.renewCertificate(request);
  const file = globals.kubeconfig ?? defaultConfigFile();
  const folder = path.dirname(file);
  const before = readKubeconfig(file);
  const context = entryIn(before, 'contexts', config.context);
  const named = context?.['cluster'];
  const clusterEntry = typeof named === 'string' ? named : '';
  const entry = entryIn(before, 'users', name) ?? {};
  const cluster = entryIn(before, 'clusters', clusterEntry) ?? {};
  const withKey = withPem(entry, 'client-key', made, folder, 0o600);
  const withUser = withEntry(
    before,
    'users',
    name,
    withPem(withKey, 'client-certificate', given.certificate, folder, 0o644),
  );
  writeKubeconfig(
    file,
    withEntry(
      withUser,
      'clusters',
      clusterEntry,
      withPem(cluster, 'certificate-authority', given.authority, folder, 0o644),
    ),
  );
  const until = new Date(new X509Certificate(given.certificate).validTo).toISOString();
  return `user "${user}" has a new certificate in ${file}, good until ${until}`;
}

/** Ends a certificate: by its serial number, by the file with its PEM text, or all of a user. */
export async function revoke(
  given: string | undefined,
  { reason, user = '' }: RevokeOptions,
  globals: GlobalOptions,
): Promise<void> {
  if ((given === undefined) === (user === ''))
    throw new OrcError('BadRequest', 'name one certificate (its serial number or file), or --user NAME');
  const serial =
    given === undefined
      ? ''
      : existsSync(given)
        ? new X509Certificate(readFileSync(given)).serialNumber
        : given;
  await withCluster(globals, async ({ client }) => {
    const already = await client.revokeCertificate({ serial, user, reason });
    const what = user === '' ? `certificate ${serial}` : `every certificate of "${user}" until now`;
    say(`${what} ${already ? 'was revoked before' : 'revoked'}`);
  });
}
