// What `orc logs` and `orc exec` do.
import { once } from 'node:events';
import { OrcError } from '#kernel/errors.ts';
import { matches, selectorOf } from '#kernel/model/selector.ts';
import type { Pod } from '#kernel/model/gen/core.gen.ts';
import type { ExecOptions, LogsOptions } from '#cli/commands/streams.ts';
import type { GlobalOptions } from '#cli/config.ts';
import { type CliSession, keyOfTarget, parseTargets, withCluster } from '#cli/session.ts';
import { untilInterrupted } from '#cli/signals.ts';
import { streamError } from '#client/client.ts';

const nothing = new Uint8Array();

/** The pods that a user means: a name, pod/name, or what a Deployment or ReplicaSet selects. */
async function podsNamed(
  session: CliSession,
  word: string | undefined,
  selector: string | undefined,
): Promise<Pod[]> {
  const list = async (labelSelector: string): Promise<Pod[]> => {
    const { objects } = await session.client.list({
      kind: 'Pod',
      namespace: session.namespace,
      labelSelector,
      fieldSelector: '',
    });
    return objects.filter((object) => object.kind === 'Pod');
  };
  if (selector !== undefined) return list(selector);
  if (word === undefined) throw new OrcError('BadRequest', 'expected a pod: give its name, or -l');
  const [target] = parseTargets(word.includes('/') ? [word] : ['pod', word]).targets;
  if (target === undefined) throw new OrcError('BadRequest', `"${word}" names no pod`);
  const object = await session.client.get(keyOfTarget(target, session.namespace));
  if (object.kind === 'Pod') return [object];
  if (object.kind !== 'Deployment' && object.kind !== 'ReplicaSet')
    throw new OrcError('BadRequest', `cannot get the pods of a ${object.kind}`);
  const labels = selectorOf(object.spec.selector);
  const pods = (await list('')).filter(({ metadata }) => matches(labels, metadata.labels));
  const [first, ...more] = pods.toSorted((a, b) =>
    (a.metadata.name ?? '') < (b.metadata.name ?? '') ? -1 : 1,
  );
  if (first === undefined) throw new OrcError('NotFound', `${word} has no pods`);
  if (more.length > 0) process.stderr.write(`Found ${pods.length} pods, using pod/${first.metadata.name}\n`);
  return [first];
}

const units: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

function seconds(text: string | undefined): number {
  if (text === undefined) return 0;
  const parts = [...text.matchAll(/(\d+)([smhd])/g)];
  if (parts.map(([part]) => part).join('') !== text || parts.length === 0)
    throw new OrcError('BadRequest', `--since: is "${text}", must be a duration such as 5m or 1h30m`);
  return parts.reduce((sum, [, count, unit]) => sum + Number(count) * (units[unit ?? 's'] ?? 1), 0);
}

async function write(stream: NodeJS.WriteStream, data: Uint8Array): Promise<void> {
  if (data.length > 0 && !stream.write(data)) await once(stream, 'drain');
}

export async function logs(
  word: string | undefined,
  options: LogsOptions,
  globals: GlobalOptions,
): Promise<void> {
  const sinceSeconds = seconds(options.since);
  await withCluster(globals, async (session) => {
    const signal = untilInterrupted();
    const one = async (pod: Pod): Promise<void> => {
      const request = {
        namespace: session.namespace,
        pod: pod.metadata.name ?? '',
        container: options.container ?? '',
        follow: options.follow === true,
        previous: options.previous === true,
        timestamps: options.timestamps === true,
        sinceSeconds,
        ...(options.tail !== undefined && { tailLines: options.tail }),
      };
      for await (const data of session.client.logs(request, signal)) await write(process.stdout, data);
    };
    const pods = await podsNamed(session, word, options.selector);
    if (options.follow === true) await Promise.all(pods.map(one));
    else for (const pod of pods) await one(pod);
  });
}

export async function exec(
  word: string,
  command: readonly string[],
  options: ExecOptions,
  globals: GlobalOptions,
): Promise<void> {
  if (command.length === 0)
    throw new OrcError(
      'BadRequest',
      'you must specify at least one command for the container: orc exec POD -- COMMAND',
    );
  await withCluster(globals, async (session) => {
    const [pod] = await podsNamed(session, word, undefined);
    const tty = options.tty === true && process.stdin.isTTY;
    if (options.tty === true && !process.stdin.isTTY)
      process.stderr.write('Unable to use a TTY - input is not a terminal\n');
    const call = await session.client.exec();
    const send = (request: object): void =>
      void call.write({ stdin: nothing, stdinClosed: false, ...request });
    send({
      start: {
        namespace: session.namespace,
        pod: pod?.metadata.name ?? '',
        container: options.container ?? '',
        command,
        stdin: options.stdin === true,
        tty,
      },
    });
    const resize = (): void =>
      send({ resize: { columns: process.stdout.columns, rows: process.stdout.rows } });
    if (tty) {
      process.stdin.setRawMode(true);
      process.stdout.on('resize', resize);
      resize();
    }
    if (options.stdin === true) {
      process.stdin.on('data', (stdin: Buffer) => send({ stdin }));
      process.stdin.on('end', () => send({ stdinClosed: true }));
    }
    try {
      for await (const { stdout, stderr, exitCode } of call) {
        await write(process.stdout, stdout);
        await write(process.stderr, stderr);
        if (exitCode === undefined) continue;
        if (exitCode !== 0) process.stderr.write(`command terminated with exit code ${exitCode}\n`);
        process.exitCode = exitCode;
      }
    } catch (error) {
      throw streamError(error);
    } finally {
      if (tty) process.stdin.setRawMode(false);
      process.stdin.pause();
    }
  });
}
