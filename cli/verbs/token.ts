// What `orc token` does. A token is a Secret of kube-system in the form that Kubernetes documents.
import { randomInt } from 'node:crypto';
import type { TokenOptions } from '#cli/commands/token.ts';
import { OrcError } from '#kernel/errors.ts';
import { clusterName, signingOf } from '#kernel/kinds/cluster.ts';
import { key } from '#kernel/log/key.ts';
import type { Secret } from '#kernel/model/gen/core.gen.ts';
import { bootstrapSecret, masterBootstrappers } from '#kernel/node/joining.ts';
import { humanDuration } from '#kernel/model/human.ts';
import { type GlobalOptions, readClientConfig } from '#cli/config.ts';
import { alignedTable } from '#cli/printers/table.ts';
import { withCluster } from '#cli/session.ts';
import { publicKeyHash } from '#runtime/pki.ts';

const { namespace, type, prefix } = bootstrapSecret;
const letters = 'abcdefghijklmnopqrstuvwxyz0123456789';

const say = (text: string): void => void process.stdout.write(`${text}\n`);

function randomText(length: number): string {
  return Array.from({ length }, () => letters[randomInt(letters.length)]).join('');
}

/** Makes a token and prints how a machine joins by it. */
export async function createToken(
  { ttl, uses, description, master = false }: TokenOptions,
  globals: GlobalOptions,
): Promise<void> {
  const lifeMs = ttl;
  if (lifeMs < 60_000) throw new OrcError('BadRequest', '--ttl: is too short: at least 1m');
  const count = Number(uses);
  if (!Number.isSafeInteger(count) || count < 1)
    throw new OrcError('BadRequest', `--uses: "${uses}" must be a whole number of at least 1`);
  const [id, password] = [randomText(6), randomText(16)];
  const expiration = new Date(Date.now() + lifeMs).toISOString().replace(/\.\d+Z$/, 'Z');
  const manifest = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: `${prefix}${id}`, namespace },
    type,
    stringData: {
      'token-id': id,
      'token-secret': password,
      'usage-bootstrap-authentication': 'true',
      expiration,
      uses,
      ...(master && { 'auth-extra-groups': masterBootstrappers }),
      ...(description !== undefined && { description }),
    },
  };
  await withCluster(globals, async ({ client, servers }) => {
    const json = Buffer.from(JSON.stringify(manifest));
    const object = { apiVersion: 'v1', kind: 'Secret', raw: new Uint8Array(), json };
    await client.commit([{ create: { object } }], { reason: 'orc token create' });
    const known = (await client.masters()).find((each) => each !== undefined);
    // The CA that this context knows may be on its way out.
    const cluster = await client.get(key('Cluster', '', clusterName));
    const signing = cluster.kind === 'Cluster' ? signingOf(cluster.authorities ?? []) : undefined;
    const hash = signing?.id ?? publicKeyHash(readClientConfig(globals).authority);
    const address = known?.masters[0]?.address ?? servers[0] ?? '';
    const host = address.slice(0, address.lastIndexOf(':'));
    const machines = count === 1 ? 'a machine' : `${count} machines`;
    say(`On ${machines}, within ${humanDuration(lifeMs)}:`);
    const further = master ? ' --encryption-key FILE' : '';
    say(
      `  orc ${master ? 'master' : 'node'} join ${host} --token ${id}.${password} --ca-hash sha256:${hash}${further}`,
    );
    if (master) say('FILE is the key-encryption key, copied from another master (/etc/orc/encryption.key)');
  });
}

/** Lists the tokens that still let machines in; never what they are. */
export async function listTokens(globals: GlobalOptions): Promise<void> {
  await withCluster(globals, async ({ client }) => {
    const scope = { kind: 'Secret', namespace, labelSelector: '', fieldSelector: `type=${type}` };
    const { objects } = await client.list(scope);
    const rows = objects.flatMap((object) => (object.kind === 'Secret' ? [rowOf(object)] : []));
    if (rows.length === 0) say("There are no tokens; 'orc token create' makes one");
    else say(alignedTable([['ID', 'TTL', 'USES LEFT', 'DESCRIPTION'], ...rows]));
  });
}

function rowOf({ data }: Secret): readonly string[] {
  const text = (name: string): string => Buffer.from(data?.[name] ?? []).toString('utf8');
  const leftMs = Date.parse(text('expiration')) - Date.now();
  const left = Number.isNaN(leftMs) ? '<forever>' : leftMs > 0 ? humanDuration(leftMs) : '<ended>';
  return [text('token-id'), left, text('uses') || '<any>', text('description')];
}

/** Ends a token. Throws NotFound. */
export async function deleteToken(id: string, globals: GlobalOptions): Promise<void> {
  const [own = ''] = id.split('.');
  await withCluster(globals, async ({ client }) => {
    await client.commit(
      [
        {
          delete: {
            key: key('Secret', namespace, `${prefix}${own}`),
            uid: '',
            propagation: '',
            ignoreMissing: false,
          },
        },
      ],
      { reason: 'orc token delete' },
    );
    say(`token "${own}" deleted`);
  });
}
