// `orc rollout`: a Deployment's way from one template to the next.
import { OrcError } from '#kernel/errors.ts';
import { keyOf } from '#kernel/log/key.ts';
import { pack, unpack } from '#kernel/log/pack.ts';
import { equalValues } from '#kernel/model/equal.ts';
import { isJsonObject } from '#kernel/model/json.ts';
import type { Deployment, ReplicaSet } from '#kernel/model/gen/apps.gen.ts';
import type { PodTemplateSpec } from '#kernel/model/gen/core.gen.ts';
import type { GlobalOptions } from '#cli/config.ts';
import { asJson, asYaml } from '#cli/printers/output.ts';
import { alignedTable } from '#cli/printers/table.ts';
import { type CliSession, keyOfTarget, singleTarget, withCluster } from '#cli/session.ts';
import { untilInterrupted } from '#cli/signals.ts';
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

/** Follows a rollout to its end. Throws Timeout when it fails, or when time is up first. */
export async function rolloutStatus(
  words: readonly string[],
  options: { readonly timeout: number; readonly watch: boolean; readonly revision?: number },
  globals: GlobalOptions,
): Promise<void> {
  await withCluster(globals, async (session) => {
    const deployment = await deploymentNamed(session, words);
    const { name = '', namespace = '', uid } = deployment.metadata;
    let said = '';
    /** Says how it stands; true when that is the end. */
    const tell = (now: Deployment): boolean => {
      const number = Number(now.metadata.annotations?.[revisionAnnotation] ?? '0');
      if (options.revision !== undefined && options.revision > 0 && number !== options.revision)
        throw new OrcError(
          'Conflict',
          `desired revision (${options.revision}) is different from the running revision (${number})`,
        );
      const { text, state } = rolloutState(now);
      if (state === 'failed') throw new OrcError('Timeout', text);
      if (text !== said) say(text);
      said = text;
      return state === 'done' || !options.watch;
    };
    if (tell(deployment)) return;
    const scope = {
      kind: 'Deployment',
      namespace,
      labelSelector: '',
      fieldSelector: `metadata.name=${name}`,
    };
    const interrupted = untilInterrupted();
    const signal =
      options.timeout > 0
        ? AbortSignal.any([interrupted, AbortSignal.timeout(options.timeout)])
        : interrupted;
    const from = Number(deployment.metadata.resourceVersion ?? '0');
    for await (const event of session.client.watch(scope, from, signal, [deployment])) {
      const object = event.object === undefined ? undefined : unpack(event.object);
      if (event.type === 'DELETED' || object?.metadata.uid !== uid)
        throw new OrcError('NotFound', `deployment "${name}" was deleted while its rollout was waited for`);
      if (object?.kind === 'Deployment' && tell(object)) return;
    }
    throw interrupted.aborted
      ? new OrcError('Cancelled', 'interrupted')
      : new OrcError('Timeout', 'timed out waiting for the condition');
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
    const json = asJson({ object: found })['spec'];
    const template = isJsonObject(json) ? json['template'] : undefined;
    say(asYaml({ 'Pod Template': template }).trimEnd());
  });
}

/** A template without the label that tells its ReplicaSet apart. */
function bareTemplate(template: PodTemplateSpec): PodTemplateSpec {
  const { [hashLabel]: _hash, ...labels } = template.metadata?.labels ?? {};
  return { ...template, metadata: { ...template.metadata, labels } };
}

/** The ReplicaSet to go back to: the one asked for, or the last whose template is not the present one. */
function setToGoBackTo(deployment: Deployment, sets: readonly ReplicaSet[], toRevision: number): ReplicaSet {
  const present = bareTemplate(deployment.spec.template);
  const found =
    toRevision > 0
      ? sets.find((set) => set.metadata.annotations?.[revisionAnnotation] === String(toRevision))
      : sets.findLast((set) => !equalValues(bareTemplate(set.spec.template), present));
  if (found !== undefined) return found;
  throw new OrcError(
    'NotFound',
    toRevision > 0
      ? `unable to find specified revision ${toRevision} in history`
      : `no rollout history found for deployment "${deployment.metadata.name}"`,
  );
}

/** How often an undo is tried again when the deployment's status changed meanwhile. */
const undoTries = 5;

/** Brings an earlier template back. */
export async function rolloutUndo(
  words: readonly string[],
  toRevision: number,
  globals: GlobalOptions,
): Promise<void> {
  await withCluster(globals, async (session) => {
    for (let tries = 1; ; tries++) {
      const deployment = await deploymentNamed(session, words);
      const name = `deployment.apps/${deployment.metadata.name}`;
      if (deployment.spec.paused === true)
        throw new OrcError(
          'BadRequest',
          `you cannot rollback a paused deployment; resume it first with 'orc rollout resume ${name}' and try again`,
        );
      const found = setToGoBackTo(deployment, await setsOf(session, deployment), toRevision);
      const revision = found.metadata.annotations?.[revisionAnnotation] ?? '';
      const template = bareTemplate(found.spec.template);
      if (equalValues(template, bareTemplate(deployment.spec.template))) {
        say(`${name} skipped rollback (current template already matches revision ${revision})`);
        return;
      }
      // The template goes back whole: a merge patch would leave what later revisions added.
      const object = { ...deployment, spec: { ...deployment.spec, template } };
      try {
        await session.client.commit([{ update: { object: pack(object), status: false } }], {
          reason: `rollout undo to revision ${revision}`,
        });
        say(`${name} rolled back`);
        return;
      } catch (error) {
        if (!(error instanceof OrcError) || error.code !== 'Conflict' || tries >= undoTries) throw error;
      }
    }
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
  await withCluster(globals, async (session) => {
    const deployment = await deploymentNamed(session, words);
    const name = deployment.metadata.name ?? '';
    const paused = deployment.spec.paused === true;
    if (what === 'pause' && paused)
      throw new OrcError('BadRequest', `deployments.apps "${name}" is already paused`);
    if (what === 'resume' && !paused)
      throw new OrcError('BadRequest', `deployments.apps "${name}" is not paused`);
    if (what === 'restart' && paused)
      throw new OrcError(
        'BadRequest',
        `deployments.apps "${name}" can't restart paused deployment (run rollout resume first)`,
      );
    await patchAndSay(session, { key: keyOf(deployment) }, patches[what], said[what], `rollout ${what}`);
  });
}
