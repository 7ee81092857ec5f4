// What the verbs of `orc sandbox` do.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { OrcError } from '#kernel/errors.ts';
import { addContext, defaultConfigFile, removeContext } from '#cli/kubeconfig.ts';
import { SandboxCluster } from '#sandbox/cluster.ts';
import { untilReady } from '#sandbox/ready.ts';
import { Sandbox } from '#sandbox/sandbox.ts';

interface Named {
  readonly name: string;
}

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const contextName = (name: string): string => `sandbox-${name}`;

/** Brings a cluster up, waits until it can take work, and makes it orc's current context. */
export async function up({
  name,
  masters,
  nodes,
}: Named & { readonly masters: number; readonly nodes: number }): Promise<void> {
  if (masters < 1) throw new OrcError('BadRequest', `--masters: is ${masters}, must be at least 1`);
  const startedAt = performance.now();
  const progress = (step: string): void =>
    say(`  [${((performance.now() - startedAt) / 1000).toFixed(1).padStart(5)} s] ${step}`);
  say(`Bringing up sandbox "${name}": ${masters} masters, ${nodes} nodes`);
  const cluster = await SandboxCluster.up({ name, masters, nodes, progress });
  const connection = await cluster.connection();
  progress('waiting for the masters to elect a leader and the nodes to be ready');
  await untilReady(connection, cluster.nodes);
  const read = (file: string): string => readFileSync(file, 'utf8');
  const entry = {
    name: contextName(name),
    servers: connection.servers,
    api: connection.apis[0] ?? '',
    authority: read(connection.authorityFile),
    certificate: read(connection.certificateFile),
    key: read(connection.keyFile),
  };
  addContext(path.join(cluster.sandbox.folder, 'kubeconfig'), entry);
  addContext(defaultConfigFile(), entry);
  progress(`ready; orc now uses the context "${entry.name}" in ${defaultConfigFile()}`);
}

/** Removes a cluster. */
export async function down({ name }: Named): Promise<void> {
  await Sandbox.down({ name });
  if (existsSync(defaultConfigFile())) removeContext(defaultConfigFile(), contextName(name));
  say(`sandbox "${name}" is gone`);
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_cell, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('   ')
        .trimEnd(),
    )
    .join('\n');
}

/** Shows members, processes and ports. */
export async function status({ name }: Named): Promise<void> {
  const { sandbox } = await SandboxCluster.open({ name });
  const forwards = await sandbox.forwards();
  const rows = await Promise.all(
    sandbox.members.map(async (member) => {
      const processes = await sandbox.status(member.name);
      const shown = processes
        .map((each) => `${each.name}:${each.phase}${each.pid === undefined ? '' : `(${each.pid})`}`)
        .join(' ');
      const ports = forwards
        .filter((forward) => forward.member === member.name)
        .map(({ port, hostPort }) => `127.0.0.1:${hostPort}->${port}`);
      return [member.name, member.role, member.address, shown, ports.join(' ')];
    }),
  );
  say(table([['NAME', 'ROLE', 'ADDRESS', 'PROCESSES', 'PORTS'], ...rows]));
}

const done = {
  kill: 'killed',
  stop: 'stopped',
  pause: 'paused',
  resume: 'resumed',
  cut: 'cut off',
  heal: 'healed',
} as const;

/** Starts what does not run of a member, or of all. */
export async function start(member: string | undefined, { name }: Named): Promise<void> {
  const cluster = await SandboxCluster.open({ name });
  const members = member === undefined ? cluster.sandbox.members.map((each) => each.name) : [member];
  for (const each of members)
    say((await cluster.start(each)) ? `${each} started` : `${each} runs already: nothing to do`);
}

/** Ends or halts a member's processes. */
export async function signal(
  what: 'kill' | 'stop' | 'pause' | 'resume',
  member: string,
  options: Named & { readonly process?: string },
): Promise<void> {
  const cluster = await SandboxCluster.open({ name: options.name });
  switch (what) {
    case 'kill':
      await cluster.kill(member, options.process);
      break;
    case 'stop':
      await cluster.stop(member, options.process);
      break;
    case 'pause':
      await cluster.pause(member);
      break;
    case 'resume':
      await cluster.resume(member);
  }
  say(`${member} ${done[what]}`);
}

/** Cuts a member off, or heals it. */
export async function link(
  what: 'cut' | 'heal',
  member: string,
  options: Named & { readonly from?: string; readonly oneWay?: boolean },
): Promise<void> {
  const { sandbox } = await SandboxCluster.open({ name: options.name });
  if (options.oneWay === true && options.from === undefined)
    throw new OrcError('BadRequest', '--one-way: needs --from <member>');
  if (what === 'cut') await sandbox.cut(member, options.from, options.oneWay === true ? 'to' : 'both');
  else await sandbox.heal(member, options.from);
  say(`${member} ${done[what]}`);
}

async function saveImage(image: string, file: string): Promise<void> {
  const child = spawn('docker', ['save', '-o', file, image], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said = `${said}${chunk.toString()}`.slice(-500)));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  if (code !== 0)
    throw new OrcError(
      'NotFound',
      `${image} is neither a file nor an image of this machine's Docker: ${said.trim()}`,
    );
}

/** Loads an image into every node. */
export async function loadImage(image: string, { name }: Named): Promise<void> {
  const { sandbox } = await SandboxCluster.open({ name });
  if (existsSync(image)) {
    await sandbox.loadImage(image);
  } else {
    const folder = await mkdtemp(path.join(tmpdir(), 'orc-image-'));
    try {
      await saveImage(image, path.join(folder, 'image.tar'));
      await sandbox.loadImage(path.join(folder, 'image.tar'));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  say(`${image} loaded into every node of sandbox "${name}"`);
}

/** Runs a shell, or a command, in a member's network; its exit code becomes ours. */
export async function shell(member: string, command: readonly string[], { name }: Named): Promise<void> {
  const { sandbox } = await SandboxCluster.open({ name });
  const program = command.length > 0 ? command : [process.env['SHELL'] ?? '/bin/sh'];
  const isNode = sandbox.member(member).role === 'node';
  const env = {
    ...process.env,
    PS1: `${member}# `,
    ...(isNode && { DOCKER_HOST: `unix://${sandbox.dockerSocket(member)}` }),
  };
  const child = spawn('nsenter', [`--net=/run/netns/${sandbox.namespace(member)}`, ...program], {
    stdio: 'inherit',
    env,
  });
  const [code] = await once(child, 'exit');
  process.exitCode = typeof code === 'number' ? code : 1;
}

/** Shows the log of a member's main process. */
export async function logs(
  member: string,
  options: Named & { readonly follow?: boolean; readonly process?: string },
): Promise<void> {
  const { sandbox } = await SandboxCluster.open({ name: options.name });
  const main = sandbox.member(member).role === 'master' ? 'master' : 'agent';
  const file = sandbox.logFile(member, options.process ?? main);
  if (!existsSync(file))
    throw new OrcError(
      'NotFound',
      `${member} has no log of "${options.process}": its processes are listed by 'orc sandbox status'`,
    );
  const child = spawn('tail', [...(options.follow === true ? ['-f'] : []), '-n', '+1', file], {
    stdio: 'inherit',
  });
  await once(child, 'exit');
}
