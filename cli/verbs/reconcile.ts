// What `orc auth reconcile` does: for each role and binding of the manifests it reads what there is, plans what that
// lacks, and has it changed if nobody else changed it meanwhile. What it found goes to standard error, as with kubectl.
import {
  type AccessObject,
  type ReconcilePlan,
  type Removals,
  planReconcile,
} from '#kernel/access/reconcile.ts';
import { OrcError, messageOf } from '#kernel/errors.ts';
import { autoupdateAnnotation } from '#kernel/kinds/rbac.ts';
import { keyOf, key } from '#kernel/log/key.ts';
import { pack, unpack } from '#kernel/log/pack.ts';
import type { Change } from '#kernel/model/gen/api.gen.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import type { PolicyRule, Subject } from '#kernel/model/gen/rbac.gen.ts';
import type { ReconcileOptions } from '#cli/commands/auth.ts';
import type { GlobalOptions } from '#cli/config.ts';
import { complain, isNotFound, located } from '#cli/errors.ts';
import { definitionFor } from '#cli/kinds.ts';
import { type Manifest, objectOf, readManifests } from '#cli/manifests.ts';
import { formatObjects, outputForm } from '#cli/printers/output.ts';
import { type CliSession, resourceName, withCluster } from '#cli/session.ts';
import { dryRunOf, dryRuns } from '#cli/dry-run.ts';

/** How often an object is looked at anew because somebody changed, made or deleted it meanwhile. */
const mostTries = 3;

const reported = (text: string): void => void process.stderr.write(`${text}\n`);

function isAccess(object: OrcObject | undefined): object is AccessObject {
  return (
    object?.kind === 'Role' ||
    object?.kind === 'ClusterRole' ||
    object?.kind === 'RoleBinding' ||
    object?.kind === 'ClusterRoleBinding'
  );
}

/** The object in the namespace that it goes to. */
function placed(object: AccessObject, namespace: string): AccessObject {
  const { metadata } = object;
  const isPlaced = !definitionFor(object.kind).namespaced || (metadata.namespace ?? '') !== '';
  return isPlaced ? object : { ...object, metadata: { ...metadata, namespace } };
}

async function found({ client }: CliSession, wanted: AccessObject): Promise<AccessObject | undefined> {
  try {
    const object = await client.get(keyOf(wanted));
    return isAccess(object) ? object : undefined;
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

/** The namespace to be made beside an object, if it is missing. Whoever may not look leaves it to the masters. */
async function namespaceFor({ client }: CliSession, namespace: string): Promise<Change[]> {
  if (namespace === '') return [];
  try {
    await client.get(key('Namespace', '', namespace));
    return [];
  } catch (error) {
    if (error instanceof OrcError && error.code === 'Forbidden') return [];
    if (!isNotFound(error)) throw error;
    const made: OrcObject = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } };
    return [{ create: { object: pack(made) } }];
  }
}

/** A binding as it can be made again. */
function withoutIdentity<T extends AccessObject>(object: T): T {
  const { name, namespace, labels, annotations } = object.metadata;
  return {
    ...object,
    metadata: {
      ...(name !== undefined && { name }),
      ...(namespace !== undefined && { namespace }),
      ...(labels && { labels }),
      ...(annotations && { annotations }),
    },
  };
}

class Reconciler {
  readonly #session: CliSession;
  readonly #removals: Removals;
  readonly #dryRun: keyof typeof dryRuns;

  constructor(session: CliSession, options: ReconcileOptions, dryRun: keyof typeof dryRuns) {
    this.#session = session;
    this.#removals = {
      extraPermissions: options.removeExtraPermissions === true,
      extraSubjects: options.removeExtraSubjects === true,
    };
    this.#dryRun = dryRun;
  }

  /** Plans for an object and carries the plan out; returns it with the object as the masters have it then. */
  async reconcile(given: AccessObject): Promise<ReconcilePlan> {
    const wanted = placed(given, this.#session.namespace);
    for (let tries = 1; ; tries++) {
      const existing = await found(this.#session, wanted);
      const plan = planReconcile(existing, wanted, this.#removals);
      if (plan.operation === 'none' || plan.isProtected || this.#dryRun === 'client') return plan;
      try {
        return { ...plan, object: (await this.#carryOut(plan, existing)) ?? plan.object };
      } catch (error) {
        const isStale =
          error instanceof OrcError && ['AlreadyExists', 'NotFound', 'Conflict'].includes(error.code);
        if (!isStale || tries >= mostTries) throw error;
      }
    }
  }

  /** Commits changes together; returns the object of the last as it is then. */
  async #commit(...changes: Change[]): Promise<AccessObject | undefined> {
    const { results } = await this.#session.client.commit(changes, {
      reason: 'auth reconcile',
      dryRun: this.#dryRun === 'server',
      fieldManager: 'orc-reconcile',
    });
    const last = results.at(-1)?.object;
    const object = last === undefined ? undefined : unpack(last);
    return isAccess(object) ? object : undefined;
  }

  async #carryOut(
    { operation, object }: ReconcilePlan,
    existing: AccessObject | undefined,
  ): Promise<AccessObject | undefined> {
    const packed = { object: pack(object) };
    if (operation === 'update') return this.#commit({ update: { ...packed, status: false } });
    if (existing !== undefined) return this.#makeAnew(object, existing);
    const namespaces = await namespaceFor(this.#session, object.metadata.namespace ?? '');
    return this.#commit(...namespaces, { create: packed });
  }

  /** One transaction can't hold both steps: if the second is refused the first is undone. */
  async #makeAnew(object: AccessObject, existing: AccessObject): Promise<AccessObject | undefined> {
    const { uid = '', resourceVersion = '' } = existing.metadata;
    const key = keyOf(existing);
    await this.#commit({ delete: { key, uid, resourceVersion, propagation: '', ignoreMissing: false } });
    // Where nothing is done the name is still taken.
    if (this.#dryRun === 'server') return object;
    try {
      return await this.#commit({ create: { object: pack(object) } });
    } catch (error) {
      const before = resourceName(existing);
      try {
        await this.#commit({ create: { object: pack(withoutIdentity(existing)) } });
      } catch (undoing) {
        reported(`Warning: ${before} was deleted and can't be made again as it was: ${messageOf(undoing)}`);
      }
      throw error;
    }
  }
}

/** A rule with all its fields, as Go prints it. */
function ruleText({ verbs, apiGroups, resources, resourceNames, nonResourceURLs }: PolicyRule): string {
  const list = (values: readonly string[] = []): string => `[${values.join(' ')}]`;
  return `{Verbs:${list(verbs)} APIGroups:${list(apiGroups)} Resources:${list(resources)} ResourceNames:${list(resourceNames)} NonResourceURLs:${list(nonResourceURLs)}}`;
}

/** A subject with all its fields, as Go prints it. */
function subjectText({ kind, apiGroup = '', name, namespace = '' }: Subject): string {
  return `{Kind:${kind} APIGroup:${apiGroup} Name:${name} Namespace:${namespace}}`;
}

/** Says what was needed. */
function report(plan: ReconcilePlan): void {
  if (plan.operation === 'none') return;
  const caveat = plan.isProtected ? `, but object opted out (${autoupdateAnnotation}: false)` : '';
  reported(`\treconciliation required ${plan.operation}${caveat}`);
  const lists = [
    ['missing subjects added', plan.addedSubjects.map(subjectText)],
    ['extra subjects removed', plan.removedSubjects.map(subjectText)],
    ['missing rules added', plan.addedRules.map(ruleText)],
    ['extra rules removed', plan.removedRules.map(ruleText)],
  ] as const;
  for (const [heading, lines] of lists)
    if (lines.length > 0) reported(`\t${heading}:\n${lines.map((line) => `\t\t${line}`).join('\n')}`);
}

/** Has the cluster grant what the manifests of roles and bindings say. */
export async function reconcile(options: ReconcileOptions, globals: GlobalOptions): Promise<void> {
  const dryRun = dryRunOf(options.dryRun);
  const form = outputForm(options.output);
  const manifests = readManifests(options.filename, options.recursive === true);
  const one = async (reconciler: Reconciler, manifest: Manifest): Promise<void> => {
    const object = objectOf(manifest);
    if (!isAccess(object)) {
      const name = resourceName({ kind: manifest.kind, metadata: { name: manifest.name } });
      reported(`Warning: ${manifest.where}: ${name} is neither a role nor a binding: skipped`);
      return;
    }
    const plan = await reconciler.reconcile(object);
    const text =
      form === undefined
        ? `${resourceName(plan.object)} reconciled${dryRuns[dryRun]}`
        : formatObjects([{ object: plan.object }], form, true);
    process.stdout.write(`${text}\n`);
    report(plan);
  };
  await withCluster(globals, async (session) => {
    const reconciler = new Reconciler(session, options, dryRun);
    for (const manifest of manifests)
      try {
        await one(reconciler, manifest);
      } catch (error) {
        // As with kubectl, the others have their turn all the same.
        complain(located(error, manifest.where));
      }
  });
}
