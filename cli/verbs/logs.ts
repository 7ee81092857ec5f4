// What `orc logs` does.
import { OrcError } from '#kernel/errors.ts';
import type { Pod } from '#kernel/model/gen/core.gen.ts';
import type { LogsOptions } from '#cli/commands/streams.ts';
import type { GlobalOptions } from '#cli/config.ts';
import { prefixed } from '#cli/prefixed.ts';
import { containerOf, podNamed, podsWith } from '#cli/pods.ts';
import { type CliSession, withCluster } from '#cli/session.ts';
import { untilInterrupted } from '#cli/signals.ts';
import { written } from '#cli/standard-output.ts';

/** How many lines of each pod are shown when several are asked for and nothing else is said. */
const manyTail = 10;
/** How many logs are followed at once unless --max-log-requests says otherwise. */
const manyFollowed = 5;

/** One container's output, as it is asked for and shown. */
interface Source {
  readonly pod: Pod;
  readonly container: string;
  readonly prefix: string;
}

function sourcesOf(pods: readonly Pod[], options: LogsOptions): Source[] {
  return pods.flatMap((pod) => {
    const containers =
      options.allContainers === true
        ? pod.spec.containers.map(({ name }) => name)
        : [containerOf(pod, options.container)];
    return containers.map((container) => ({
      pod,
      container,
      prefix: options.prefix === true ? `[pod/${pod.metadata.name}/${container}] ` : '',
    }));
  });
}

async function show(
  session: CliSession,
  source: Source,
  options: LogsOptions,
  signal: AbortSignal,
): Promise<void> {
  const many = options.selector !== undefined;
  const tail = options.tail ?? (many ? manyTail : -1);
  const request = {
    namespace: source.pod.metadata.namespace ?? '',
    pod: source.pod.metadata.name ?? '',
    container: source.container,
    follow: options.follow === true,
    previous: options.previous === true,
    timestamps: options.timestamps === true,
    sinceSeconds: Math.ceil((options.since ?? 0) / 1000),
    ...(tail >= 0 && { tailLines: tail }),
  };
  const output = session.client.logs(request, signal);
  for await (const data of source.prefix === '' ? output : prefixed(output, source.prefix))
    await written(data);
}

/** Shows containers' output. */
export async function logs(
  word: string | undefined,
  options: LogsOptions,
  globals: GlobalOptions,
): Promise<void> {
  if (word === undefined && options.selector === undefined)
    throw new OrcError('BadRequest', "expected 'logs POD' or 'logs TYPE/NAME', or -l");
  if (word !== undefined && options.selector !== undefined)
    throw new OrcError('BadRequest', 'only a selector (-l) or a POD name is allowed');
  await withCluster(globals, async (session) => {
    const pods =
      word === undefined ? await podsWith(session, options.selector ?? '') : [await podNamed(session, word)];
    if (pods.length === 0) process.stderr.write(`No resources found in ${session.namespace} namespace.\n`);
    const sources = sourcesOf(pods, options);
    const most = options.maxLogRequests ?? manyFollowed;
    if (options.follow === true && sources.length > most)
      throw new OrcError(
        'BadRequest',
        `you are attempting to follow ${sources.length} log streams, but maximum allowed concurrency is ${most}, use --max-log-requests to increase the limit`,
      );
    const signal = untilInterrupted();
    const one = (source: Source): Promise<void> => show(session, source, options, signal);
    if (options.follow === true) await Promise.all(sources.map(one));
    else for (const source of sources) await one(source);
  });
}
