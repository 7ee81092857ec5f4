// What the verbs about the cluster do.
import { readFileSync } from 'node:fs';
import { OrcError, messageOf } from '#kernel/errors.ts';
import { isNodeReady } from '#kernel/kinds/node.ts';
import { isJsonObject } from '#kernel/model/json.ts';
import type { GlobalOptions } from '#cli/config.ts';
import { knownKinds, learnKinds } from '#cli/kinds.ts';
import { alignedTable } from '#cli/printers/table.ts';
import { withCluster } from '#cli/session.ts';

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** Lists the kinds: the built-in ones, and where a cluster can be asked those that it defines. */
export async function apiResources(
  { output, headers }: { readonly output?: string; readonly headers: boolean },
  globals: GlobalOptions,
): Promise<void> {
  try {
    await withCluster(globals, ({ client }) => learnKinds(client));
  } catch (error) {
    process.stderr.write(`Warning: only built-in kinds are listed: ${messageOf(error)}\n`);
  }
  const definitions = knownKinds()
    .map(({ definition }) => definition)
    .toSorted((a, b) => (a.plural < b.plural ? -1 : 1));
  if (output === 'name') {
    for (const { plural, group } of definitions) say(group === '' ? plural : `${plural}.${group}`);
    return;
  }
  const rows = definitions.map(({ plural, shortNames, type, namespaced }) => [
    plural,
    shortNames.join(','),
    type.apiVersion,
    String(namespaced),
    type.kind,
  ]);
  say(alignedTable(headers ? [['NAME', 'SHORTNAMES', 'APIVERSION', 'NAMESPACED', 'KIND'], ...rows] : rows));
}

function ownVersion(): string {
  const json: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  return isJsonObject(json) ? `v${String(json['version'])}` : 'unknown';
}

export async function version(clientOnly: boolean, globals: GlobalOptions): Promise<void> {
  say(`Client Version: ${ownVersion()}`);
  if (clientOnly) return;
  await withCluster(globals, async ({ client, servers }) => {
    const answers = (await client.masters()).filter((each) => each !== undefined);
    if (answers.length === 0)
      throw new OrcError('Unavailable', `no master answers; tried ${servers.join(', ')}`);
    const versions = [...new Set(answers.map((each) => `v${each.version}`))];
    say(`Server Version: ${versions.join(', ')}`);
    say(`Cluster Version: ${answers[0]?.clusterVersion}`);
  });
}

export async function clusterInfo(globals: GlobalOptions): Promise<void> {
  await withCluster(globals, async ({ client, servers }) => {
    const answers = await client.masters();
    const first = answers.find((each) => each !== undefined);
    if (first === undefined)
      throw new OrcError('Unavailable', `no master answers; tried ${servers.join(', ')}`);
    for (const [index, answer] of answers.entries()) {
      const role =
        answer === undefined ? 'does not answer' : answer.leader === answer.name ? 'leads' : 'follows';
      say(`Master ${answer?.name ?? '?'} is at https://${servers[index]} and ${role}`);
    }
    const { objects } = await client.list({
      kind: 'Node',
      namespace: '',
      labelSelector: '',
      fieldSelector: '',
    });
    const ready = objects.filter((object) => object.kind === 'Node' && isNodeReady(object)).length;
    say(`Nodes: ${ready} of ${objects.length} ready`);
    say(`Cluster: ${first.clusterId}, version ${first.clusterVersion}, revision ${first.revision}`);
  });
}

export async function masters(globals: GlobalOptions): Promise<void> {
  await withCluster(globals, async ({ client, servers }) => {
    const locked = new Set<string>();
    const asked = await client.masters((name) => locked.add(name));
    const answers = asked.filter((each) => each !== undefined);
    const unanswered = servers.filter((_server, index) => asked[index] === undefined);
    const best = answers.find((each) => each.leader === each.name) ?? answers[0];
    if (best === undefined)
      throw new OrcError('Unavailable', `no master answers; tried ${servers.join(', ')}`);
    const commit = Math.max(...answers.map(({ commitIndex }) => commitIndex));
    const silent: string[] = [];
    const rows = best.masters.map(({ name, address, role: seen }) => {
      const own = answers.find((each) => each.name === name);
      if (own === undefined) {
        // What the others see of it.
        if (seen !== 'unreachable' && !locked.has(name)) silent.push(name);
        return [name, locked.has(name) ? 'locked' : seen, '', '', '', '', '', '', address];
      }
      const role =
        own.leader === name ? 'leader' : (own.masters.find((each) => each.name === name)?.role ?? 'follower');
      return [
        name,
        role,
        String(own.term),
        String(own.commitIndex),
        String(own.appliedIndex),
        String(Math.max(0, commit - own.appliedIndex)),
        own.diskFull ? 'full' : 'ok',
        `v${own.version}`,
        address,
      ];
    });
    say(
      alignedTable([
        ['NAME', 'ROLE', 'TERM', 'COMMIT', 'APPLIED', 'LAG', 'DISK', 'VERSION', 'ADDRESS'],
        ...rows,
      ]),
    );
    if (locked.size > 0)
      process.stderr.write(
        `${[...locked].join(', ')}: started and waiting for the unlock key: orc masters unlock\n`,
      );
    if (silent.length > 0)
      process.stderr.write(
        unanswered.length > 0
          ? `${silent.join(', ')}: no answer (tried ${unanswered.join(', ')}), so that only the role which the others know is shown: stopped, or cut off from here\n`
          : `${silent.join(', ')}: the context has no address of it, so that only its role is known; add it: orc config set-cluster CLUSTER --masters HOST:7600,HOST:7600\n`,
      );
  });
}

export async function transfer(name: string, globals: GlobalOptions): Promise<void> {
  await withCluster(globals, async ({ client }) => {
    await client.transferLeadership(name);
    say(`leadership handed to ${name}`);
  });
}

export async function add(name: string, address: string, globals: GlobalOptions): Promise<void> {
  await withCluster(globals, async ({ client }) => {
    const id = await client.addMaster(name, address);
    say(
      `master ${name} is expected at ${address}: start it with "id": ${id} and "join": true in its configuration`,
    );
  });
}

export async function removeMaster(name: string, globals: GlobalOptions): Promise<void> {
  await withCluster(globals, async ({ client }) => {
    await client.removeMaster(name);
    say(`master ${name} is no member any more`);
    say(
      "It still knows the keys of the cluster: if the machine may be in others' hands, exchange them (orc masters rotate-encryption-key, rotate-token-keys, orc certificate rotate-ca)",
    );
  });
}

export async function rotateTokenKeys(globals: GlobalOptions): Promise<void> {
  await withCluster(globals, async ({ client }) => {
    const id = await client.rotateTokenKeys();
    say(`tokens of service accounts are signed with key ${id} a minute from now; those in use stay good`);
  });
}
