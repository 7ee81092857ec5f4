// `orc config add-user`: a certificate for somebody, asked for and approved in one go, in a configuration to use.
import { createHash, X509Certificate } from 'node:crypto';
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { OrcError } from '#kernel/errors.ts';
import { key } from '#kernel/log/key.ts';
import type { PackedObject } from '#kernel/model/gen/log.gen.ts';
import { signers } from '#kernel/node/joining.ts';
import type { OrcClient } from '#client/client.ts';
import type { AddUserOptions } from '#cli/commands/config.ts';
import { type GlobalOptions, readClientConfig } from '#cli/config.ts';
import { defaultConfigFile, entryIn, readKubeconfig, withEntry, writeKubeconfig } from '#cli/kubeconfig.ts';
import { withCluster } from '#cli/session.ts';
import { requestCertificate } from '#runtime/pki.ts';

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const kind = 'CertificateSigningRequest';
const apiVersion = 'certificates.k8s.io/v1';
const bounds = { issueMs: 30_000, pollMs: 100, shortestMs: 600_000 } as const;

const encoded = (value: object): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
const packed = (object: object): PackedObject => ({
  apiVersion,
  kind,
  raw: new Uint8Array(),
  json: encoded(object),
});

/** Makes the request and approves it. Throws Forbidden to whoever may not. */
async function askAndApprove(
  client: OrcClient,
  name: string,
  pem: string,
  durationMs: number | undefined,
): Promise<void> {
  const reason = 'orc config add-user';
  const spec = {
    request: Buffer.from(pem).toString('base64'),
    signerName: signers.users,
    usages: ['client auth'],
    ...(durationMs !== undefined && { expirationSeconds: Math.floor(durationMs / 1000) }),
  };
  await client.commit([{ create: { object: packed({ apiVersion, kind, metadata: { name }, spec }) } }], {
    reason,
  });
  const approval = { type: 'Approved', status: 'True', reason: 'AddUser', message: `approved by ${reason}` };
  const mergePatch = encoded({ status: { conditions: [approval] } });
  try {
    await client.commit([{ patch: { key: key(kind, '', name), mergePatch, status: true } }], { reason });
  } catch (error) {
    // What can't be granted is closed at once, and then nobody can approve it: that is what to tell.
    await certificateIn(client, name);
    throw error;
  }
}

/** The certificate of a request, if it is there. Throws Forbidden with why there will be none. */
async function certificateIn(client: OrcClient, name: string): Promise<string | undefined> {
  const request = await client.get(key(kind, '', name));
  const { certificate, conditions = [] } = request.kind === kind ? (request.status ?? {}) : {};
  const refusal = conditions.find(({ type }) => type === 'Denied' || type === 'Failed');
  if (refusal !== undefined)
    throw new OrcError('Forbidden', `the masters refuse the certificate: ${refusal.message ?? ''}`);
  return certificate !== undefined && certificate.length > 0
    ? Buffer.from(certificate).toString('utf8')
    : undefined;
}

/** The certificate, once it is there. Throws Forbidden with why there will be none, and Timeout. */
async function issued(client: OrcClient, name: string): Promise<string> {
  const untilMs = performance.now() + bounds.issueMs;
  for (;;) {
    const certificate = await certificateIn(client, name);
    if (certificate !== undefined) return certificate;
    if (performance.now() > untilMs)
      throw new OrcError(
        'Timeout',
        `no certificate after ${bounds.issueMs / 1000} s: the cluster signs none unless it has the key of its CA ('orc certificate authorities'); the leader's log says more`,
      );
    await sleep(bounds.pollMs);
  }
}

/**
 * Makes a key and a certificate for a user, and a context with them: in the configuration that is in use, whose current
 * context stays, or in a file of its own to be handed over.
 */
export async function addUser(
  user: string,
  { group: groups = [], duration, file }: AddUserOptions,
  globals: GlobalOptions,
): Promise<void> {
  if (duration !== undefined && duration < bounds.shortestMs)
    throw new OrcError('BadRequest', '--duration: is too short: at least 10m');
  if (file !== undefined && existsSync(file))
    throw new OrcError('BadRequest', `--file: ${file} is there already: name a file that is not`);
  const source = globals.kubeconfig ?? defaultConfigFile();
  const before = readKubeconfig(source);
  const { context, authority } = readClientConfig(globals);
  const named = entryIn(before, 'contexts', context)?.['cluster'];
  const cluster = typeof named === 'string' ? named : context;
  const entry = `${user}@${cluster}`;
  if (file === undefined && entryIn(before, 'users', entry) !== undefined)
    throw new OrcError(
      'BadRequest',
      `user ${entry} is in ${source} already: 'orc certificate renew' gets another certificate, 'orc config delete-user' removes it`,
    );
  const made = await requestCertificate(user, groups);
  const name = `user-${createHash('sha256').update(made.request).digest('hex').slice(0, 40)}`;
  const certificate = await withCluster(globals, async ({ client }) => {
    await askAndApprove(client, name, made.request, duration);
    return issued(client, name);
  });
  const data = (text: string): string => Buffer.from(text).toString('base64');
  const credentials = { 'client-certificate-data': data(certificate), 'client-key-data': data(made.key) };
  const { 'certificate-authority': _file, ...where } = entryIn(before, 'clusters', cluster) ?? {};
  const base =
    file === undefined
      ? before
      : {
          ...withEntry({}, 'clusters', cluster, { ...where, 'certificate-authority-data': data(authority) }),
          'current-context': entry,
        };
  const target = file ?? source;
  const withUser = withEntry(base, 'users', entry, credentials);
  writeKubeconfig(target, withEntry(withUser, 'contexts', entry, { cluster, user: entry }));
  const until = new Date(new X509Certificate(certificate).validTo).toISOString();
  say(`user "${user}" has a certificate in ${target}, context ${entry}, good until ${until}`);
  say(
    `What they may do is said by roles: kubectl create rolebinding NAME --clusterrole=view --user=${user} -n NAMESPACE`,
  );
}
