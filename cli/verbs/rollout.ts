// `orc rollout`: a Deployment's way from one template to the next.
import { setTimeout as sleep } from 'node:timers/promises';
import { stringify } from 'yaml';
import { OrcError } from '#kernel/errors.ts';
import type { Deployment, ReplicaSet } from '#kernel/model/gen/apps.gen.ts';
import type { GlobalOptions } from '#cli/config.ts';
import { alignedTable } from '#cli/printers/table.ts';
import { type CliSession, keyOfTarget, singleTarget, withCluster } from '#cli/session.ts';
import { patchAndSay } from '#cli/verbs/change.ts';

const revisionAnnotation = 'deployment.kubernetes.io/revision';
const causeAnnotation = 'kubernetes.io/change-cause';
const restartedAnnotation = 'kubectl.kubernetes.io/restartedAt';
const hashLabel = 'pod-template-hash';
const say = (text: string): void => void process.stdout.write(`${text}\n`);

async function deploymentNamed(session: CliSession, words: readonly string[]): Promise<Deployment> {
  const target = singleTarget(words);
  const found = await session.client.get(keyOfTarget(target, session.namespace));
  if (found.kind !== 'Deployment')
    throw new OrcError(
      'BadRequest',
      `${target.kind.toLowerCase()} "${target.name}": only deployments have rollouts`,
    );
  return found;
}

async function setsOf(session: CliSession, deployment: Deployment): Promise<ReplicaSet[]> {
  const { objects } = await session.client.list({
    kind: 'ReplicaSet',
    namespace: deployment.metadata.namespace ?? '',
    labelSelector: '',
    fieldSelector: '',
  });
  const numberOf = (set: ReplicaSet): number => Number(set.metadata.annotations?.[revisionAnnotation] ?? '0');
  return objects
    .filter((object) => object.kind === 'ReplicaSet')
    .filter((set) => set.metadata.ownerReferences?.some(({ uid }) => uid === deployment.metadata.uid))
    .toSorted((a, b) => numberOf(a) - numberOf(b));
}

/** How a rollout stands, in kubectl's words. */
export function rolloutState(deployment: Deployment): {
  readonly text: string;
  readonly state: 'done' | 'going' | 'failed';
} {
  const { spec, status, metadata } = deployment;
  const name = metadata.name ?? '';
  if ((status?.observedGeneration ?? 0) < (metadata.generation ?? 0))
    return { text: 'Waiting for deployment spec update to be observed...', state: 'going' };
  const progressing = status?.conditions?.find(({ type }) => type === 'Progressing');
  if (progressing?.reason === 'ProgressDeadlineExceeded')
    return { text: `deployment "${name}" exceeded its progress deadline`, state: 'failed' };
  const [replicas, total, updated, available] = [
    spec.replicas ?? 1,
    status?.replicas ?? 0,
    status?.updatedReplicas ?? 0,
    status?.availableReplicas ?? 0,
  ];
  const waiting = `Waiting for deployment "${name}" rollout to finish: `;
  if (updated < replicas)
    return {
      text: `${waiting}${updated} out of ${replicas} new replicas have been updated...`,
      state: 'going',
    };
  if (total > updated)
    return { text: `${waiting}${total - updated} old replicas are pending termination...`, state: 'going' };
  if (available < updated)
    return { text: `${waiting}${available} of ${updated} updated replicas are available...`, state: 'going' };
  return { text: `deployment "${name}" successfully rolled out`, state: 'done' };
}

export async function rolloutStatus(
  words: readonly string[],
  options: { readonly timeout: number; readonly watch: boolean },
  globals: GlobalOptions,
): Promise<void> {
  await withCluster(globals, async (session) => {
    const untilMs = options.timeout > 0 ? performance.now() + options.timeout * 1000 : Infinity;
    let said = '';
    for (;;) {
      const { text, state } = rolloutState(await deploymentNamed(session, words));
      if (state === 'failed') throw new OrcError('Timeout', text);
      if (text !== said) say(text);
      said = text;
      if (state === 'done' || !options.watch) return;
      if (performance.now() > untilMs) throw new OrcError('Timeout', 'timed out waiting for the condition');
      await sleep(200);
    }
  });
}

export async function rolloutHistory(
  words: readonly string[],
  revision: number | undefined,
  globals: GlobalOptions,
): Promise<void> {
  await withCluster(globals, async (session) => {
    const deployment = await deploymentNamed(session, words);
    const sets = await setsOf(session, deployment);
    const annotation = (set: ReplicaSet, name: string): string =>
      set.metadata.annotations?.[name] ?? '<none>';
    if (revision === undefined) {
      say(`deployment.apps/${deployment.metadata.name} `);
      say(
        alignedTable([
          ['REVISION', 'CHANGE-CAUSE'],
          ...sets.map((set) => [annotation(set, revisionAnnotation), annotation(set, causeAnnotation)]),
        ]),
      );
      return;
    }
    const found = sets.find((set) => annotation(set, revisionAnnotation) === String(revision));
    if (found === undefined)
      throw new OrcError('NotFound', `unable to find the specified revision ${revision}`);
    say(`deployment.apps/${deployment.metadata.name} with revision #${revision}`);
    say(stringify({ 'Pod Template': found.spec.template }).trimEnd());
  });
}

export async function rolloutUndo(
  words: readonly string[],
  toRevision: number,
  globals: GlobalOptions,
): Promise<void> {
  await withCluster(globals, async (session) => {
    const deployment = await deploymentNamed(session, words);
    if (deployment.spec.paused === true)
      throw new OrcError(
        'BadRequest',
        `you cannot rollback a paused deployment; resume it first with 'orc rollout resume deployment/${deployment.metadata.name}' and try again`,
      );
    const sets = await setsOf(session, deployment);
    const found =
      toRevision > 0
        ? sets.find((set) => set.metadata.annotations?.[revisionAnnotation] === String(toRevision))
        : sets.at(-2);
    if (found === undefined)
      throw new OrcError(
        'NotFound',
        toRevision > 0
          ? `unable to find specified revision ${toRevision} in history`
          : `no rollout history found for deployment "${deployment.metadata.name}"`,
      );
    const { [hashLabel]: _hash, ...labels } = found.spec.template.metadata.labels ?? {};
    const template = { ...found.spec.template, metadata: { ...found.spec.template.metadata, labels } };
    // The template goes back whole: a merge patch would leave what later revisions added.
    const object = { ...deployment, spec: { ...deployment.spec, template } };
    const { pack } = await import('#kernel/log/pack.ts');
    await session.client.commit([{ update: { object: pack(object), status: false } }], {
      reason: `undo to revision ${found.metadata.annotations?.[revisionAnnotation]}`,
    });
    say(`deployment.apps/${deployment.metadata.name} rolled back`);
  });
}

export async function rolloutChange(
  what: 'restart' | 'pause' | 'resume',
  words: readonly string[],
  globals: GlobalOptions,
): Promise<void> {
  const patches = {
    restart: {
      spec: { template: { metadata: { annotations: { [restartedAnnotation]: new Date().toISOString() } } } },
    },
    pause: { spec: { paused: true } },
    resume: { spec: { paused: null } },
  } as const;
  const said = { restart: 'restarted', pause: 'paused', resume: 'resumed' } as const;
  const target = singleTarget(words);
  if (target.kind !== 'Deployment')
    throw new OrcError(
      'BadRequest',
      `${target.kind.toLowerCase()} "${target.name}": only deployments have rollouts`,
    );
  await withCluster(globals, (session) =>
    patchAndSay(
      session,
      keyOfTarget(target, session.namespace),
      patches[what],
      said[what],
      `rollout ${what}`,
    ),
  );
}
