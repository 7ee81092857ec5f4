// The rules and defaults of a job's spec, which stands in jobs and in CronJobs' templates alike.
import type { FieldCause } from '#kernel/errors.ts';
import { duplicate, immutable, invalid, notSupported, required, tooLong } from '#kernel/kinds/kind.ts';
import { validateSelector } from '#kernel/kinds/label-selector.ts';
import { defaultTemplate, validateTemplate } from '#kernel/kinds/pod-template.ts';
import { equalValues } from '#kernel/model/equal.ts';
import { formats } from '#kernel/model/formats.ts';
import type {
  JobSpec,
  PodFailurePolicyOnExitCodesRequirement,
  PodFailurePolicyRule,
  SuccessPolicy,
} from '#kernel/model/gen/batch.gen.ts';
import type { PodTemplateSpec } from '#kernel/model/gen/core.gen.ts';

/** The most retries of a job that bounds them for each of its numbers instead. */
const noBackoffLimit = 2 ** 31 - 1;
/** The bounds of indexed jobs, as in Kubernetes. */
const maxIndexedParallelism = 100_000;
const maxIndexedCompletions = 2 ** 31 - 1;
const manyCompletions = 100_000;
const maxFailedIndexesOfMany = 10_000;
const maxParallelismOfMany = 10_000;
const maxManagedByBytes = 63;

/** Gives absent fields of a job's spec their values. */
export function defaultJobSpec(spec: JobSpec): JobSpec {
  const single = spec.completions === undefined && spec.parallelism === undefined;
  const { podFailurePolicy } = spec;
  return {
    ...spec,
    ...(single && { completions: 1 }),
    parallelism: spec.parallelism ?? 1,
    backoffLimit: spec.backoffLimit ?? (spec.backoffLimitPerIndex === undefined ? 6 : noBackoffLimit),
    podReplacementPolicy:
      spec.podReplacementPolicy ?? (podFailurePolicy === undefined ? 'TerminatingOrFailed' : 'Failed'),
    template: defaultTemplate(spec.template),
  };
}

function validateIndexed(spec: JobSpec, at: string): FieldCause[] {
  const { completions, parallelism = 1, backoffLimitPerIndex, maxFailedIndexes } = spec;
  const causes: FieldCause[] = [];
  if (completions === undefined) return [required(`${at}.completions`, 'when completion mode is Indexed')];
  if (parallelism > maxIndexedParallelism)
    causes.push(
      invalid(
        `${at}.parallelism`,
        parallelism,
        `must be less than or equal to ${maxIndexedParallelism} when completion mode is Indexed`,
      ),
    );
  if (maxFailedIndexes !== undefined && maxFailedIndexes > completions)
    causes.push(
      invalid(`${at}.maxFailedIndexes`, maxFailedIndexes, 'must be less than or equal to completions'),
    );
  if (backoffLimitPerIndex === undefined || completions <= manyCompletions) return causes;
  const many = `when completions are above ${manyCompletions} and used with backoff limit per index`;
  if (maxFailedIndexes === undefined)
    causes.push(required(`${at}.maxFailedIndexes`, `must be specified ${many}`));
  else if (maxFailedIndexes > maxFailedIndexesOfMany)
    causes.push(
      invalid(
        `${at}.maxFailedIndexes`,
        maxFailedIndexes,
        `must be less than or equal to ${maxFailedIndexesOfMany} ${many}`,
      ),
    );
  if (parallelism > maxParallelismOfMany)
    causes.push(
      invalid(
        `${at}.parallelism`,
        parallelism,
        `must be less than or equal to ${maxParallelismOfMany} ${many}`,
      ),
    );
  return causes;
}

function validateNotIndexed(spec: JobSpec, at: string): FieldCause[] {
  return (['backoffLimitPerIndex', 'maxFailedIndexes', 'successPolicy'] as const)
    .filter((name) => spec[name] !== undefined)
    .map((name) => invalid(`${at}.${name}`, spec[name], 'requires indexed completion mode'));
}

function validateExitCodes(
  { containerName, operator, values }: PodFailurePolicyOnExitCodesRequirement,
  spec: JobSpec,
  at: string,
): FieldCause[] {
  const causes: FieldCause[] = [];
  if (
    containerName !== undefined &&
    !spec.template.spec.containers.some(({ name }) => name === containerName)
  )
    causes.push(
      invalid(
        `${at}.containerName`,
        containerName,
        'must be one of the container or initContainer names in the pod template',
      ),
    );
  for (const [index, value] of values.entries()) {
    const before = values[index - 1];
    if (operator === 'In' && value === 0)
      causes.push(invalid(`${at}.values[${index}]`, value, 'must not be 0 for the In operator'));
    if (before !== undefined && before === value) causes.push(duplicate(`${at}.values[${index}]`, value));
    if (before !== undefined && before > value)
      causes.push(invalid(`${at}.values`, values, 'must be ordered'));
  }
  return causes;
}

function validateFailureRule(rule: PodFailurePolicyRule, spec: JobSpec, at: string): FieldCause[] {
  const causes: FieldCause[] = [];
  if (rule.action === 'FailIndex' && spec.backoffLimitPerIndex === undefined)
    causes.push(invalid(`${at}.action`, rule.action, 'requires the backoffLimitPerIndex to be set'));
  const given = [rule.onExitCodes, rule.onPodConditions].filter((each) => each !== undefined);
  if (given.length > 1)
    causes.push(invalid(at, rule, 'specifying both OnExitCodes and OnPodConditions is not supported'));
  if (given.length === 0)
    causes.push(invalid(at, rule, 'specifying one of OnExitCodes and OnPodConditions is required'));
  if (rule.onExitCodes !== undefined)
    causes.push(...validateExitCodes(rule.onExitCodes, spec, `${at}.onExitCodes`));
  return causes;
}

function validateFailurePolicy(spec: JobSpec, at: string): FieldCause[] {
  const { podFailurePolicy, podReplacementPolicy } = spec;
  if (podFailurePolicy === undefined) return [];
  const { restartPolicy } = spec.template.spec;
  return [
    ...(restartPolicy === 'Never'
      ? []
      : [
          invalid(
            `${at}.template.spec.restartPolicy`,
            restartPolicy,
            'only "Never" is supported when podFailurePolicy is specified',
          ),
        ]),
    ...(podReplacementPolicy === undefined || podReplacementPolicy === 'Failed'
      ? []
      : [notSupported(`${at}.podReplacementPolicy`, podReplacementPolicy, ['Failed'])]),
    ...(podFailurePolicy.rules ?? []).flatMap((rule, index) =>
      validateFailureRule(rule, spec, `${at}.podFailurePolicy.rules[${index}]`),
    ),
  ];
}

/** How many numbers text such as 1,3-5,7 names, when each is below `completions` and they ascend; else what is wrong. */
function countIndexes(text: string, completions: number): number | string {
  let count = 0;
  let last = -1;
  for (const part of text.split(',')) {
    const match = /^(\d{1,10})(?:-(\d{1,10}))?$/.exec(part);
    if (match === null) return 'must be numbers and ranges of numbers, separated by commas';
    const first = Number(match[1]);
    const end = Number(match[2] ?? match[1]);
    if (first <= last || end < first) return 'must ascend without a number twice';
    if (end >= completions) return `must be less than completions, ${completions}`;
    count += end - first + 1;
    last = end;
  }
  return count;
}

function validateSuccessPolicy({ rules }: SuccessPolicy, completions: number, at: string): FieldCause[] {
  return rules.flatMap(({ succeededIndexes, succeededCount }, index): FieldCause[] => {
    const here = `${at}.rules[${index}]`;
    if (succeededIndexes === undefined && succeededCount === undefined)
      return [required(here, 'at least one of succeededCount or succeededIndexes must be specified')];
    const counted =
      succeededIndexes === undefined ? completions : countIndexes(succeededIndexes, completions);
    if (typeof counted === 'string') return [invalid(`${here}.succeededIndexes`, succeededIndexes, counted)];
    return succeededCount !== undefined && succeededCount > counted
      ? [
          invalid(
            `${here}.succeededCount`,
            succeededCount,
            `must be less than or equal to ${counted} (the number of indexes in the specified set)`,
          ),
        ]
      : [];
  });
}

function validateManagedBy(managedBy: string | undefined, at: string): FieldCause[] {
  if (managedBy === undefined) return [];
  if (managedBy.length > maxManagedByBytes) return [tooLong(at, maxManagedByBytes)];
  const [domain, ...path] = managedBy.split('/');
  const wrong = formats['dns-subdomain']?.(domain ?? '');
  if (wrong !== undefined) return [invalid(at, managedBy, wrong)];
  return path.join('/') === ''
    ? [invalid(at, managedBy, 'must be a domain-prefixed path (such as "acme.io/foo")')]
    : [];
}

/** What is wrong with a job's spec that stands at `at`, with defaults given. */
export function validateJobSpec(spec: JobSpec, at: string): FieldCause[] {
  const indexed = spec.completionMode === 'Indexed';
  const { restartPolicy = 'Always' } = spec.template.spec;
  const causes = [
    ...validateSelector(spec.selector, `${at}.selector`),
    ...(indexed ? validateIndexed(spec, at) : validateNotIndexed(spec, at)),
    ...validateFailurePolicy(spec, at),
    ...(indexed && spec.successPolicy !== undefined
      ? validateSuccessPolicy(
          spec.successPolicy,
          spec.completions ?? maxIndexedCompletions,
          `${at}.successPolicy`,
        )
      : []),
    ...validateManagedBy(spec.managedBy, `${at}.managedBy`),
    ...validateTemplate(spec.template, `${at}.template`),
  ];
  if (indexed && spec.maxFailedIndexes !== undefined && spec.backoffLimitPerIndex === undefined)
    causes.push(required(`${at}.backoffLimitPerIndex`, 'when maxFailedIndexes is specified'));
  if (spec.backoffLimitPerIndex !== undefined && restartPolicy !== 'Never')
    causes.push(
      invalid(
        `${at}.template.spec.restartPolicy`,
        restartPolicy,
        'must be set to "Never" when using backoffLimitPerIndex',
      ),
    );
  if (restartPolicy === 'Always')
    causes.push(required(`${at}.template.spec.restartPolicy`, 'valid values: "OnFailure", "Never"'));
  return causes;
}

/** A template without what says where its pods run and what they are called. */
function unplaced({ metadata, spec }: PodTemplateSpec): unknown {
  const { labels, annotations, ...named } = metadata ?? {};
  const { nodeSelector, tolerations, affinity, schedulingGates, ...rest } = spec;
  return { named, rest };
}

/** What is wrong with a change of a job's spec. Before it first runs, a suspended job may be placed elsewhere. */
export function validateJobSpecUpdate(next: JobSpec, previous: JobSpec, mayBePlaced: boolean): FieldCause[] {
  const elastic =
    next.completionMode === 'Indexed' &&
    next.completions !== undefined &&
    next.completions === next.parallelism;
  const fixed = [
    'selector',
    'completionMode',
    'podFailurePolicy',
    'backoffLimitPerIndex',
    'successPolicy',
    ...(elastic ? [] : (['completions'] as const)),
  ] as const;
  const same = mayBePlaced
    ? equalValues(unplaced(next.template), unplaced(previous.template))
    : equalValues(next.template, previous.template);
  return [
    ...fixed.flatMap((name) => immutable(`spec.${name}`, next[name], previous[name])),
    ...(same ? [] : [invalid('spec.template', next.template, 'field is immutable')]),
  ];
}
