// Job: runs pods until enough of them have succeeded.
import type { FieldCause } from '#kernel/errors.ts';
import { ageColumn, nameColumn } from '#kernel/kinds/columns.ts';
import { defaultJobSpec, validateJobSpec, validateJobSpecUpdate } from '#kernel/kinds/job-spec.ts';
import { type KindDefinition, invalid, required } from '#kernel/kinds/kind.ts';
import { isEmptySelector, mayMatch, selectorText } from '#kernel/kinds/label-selector.ts';
import { templateColumns } from '#kernel/kinds/pod-template.ts';
import { Job } from '#kernel/model/gen/batch.gen.ts';
import { humanDuration } from '#kernel/model/human.ts';
import { msFromTime } from '#kernel/model/time.ts';

/** The label of a job's pods that holds its uid: what its selector selects. */
export const controllerUidLabel = 'batch.kubernetes.io/controller-uid';
/** The label of a job's pods that holds its name. */
export const jobNameLabel = 'batch.kubernetes.io/job-name';

/** Labels and selector by which a job knows its pods, unless the user sees to that. */
function withSelector(job: Job): Job {
  const { uid, name = '' } = job.metadata;
  const { spec } = job;
  if (spec.manualSelector === true || uid === undefined) return job;
  const { metadata } = spec.template;
  const labels = {
    ...metadata?.labels,
    [controllerUidLabel]: uid,
    [jobNameLabel]: name,
    'controller-uid': uid,
    'job-name': name,
  };
  return {
    ...job,
    spec: {
      ...spec,
      selector: spec.selector ?? { matchLabels: { [controllerUidLabel]: uid } },
      template: { ...spec.template, metadata: { ...metadata, labels } },
    },
  };
}

function validateOwnSelector({ metadata, spec }: Job): FieldCause[] {
  const { selector } = spec;
  if (spec.manualSelector === true) {
    if (selector === undefined || isEmptySelector(selector)) return [required('spec.selector')];
    const labels = spec.template.metadata?.labels;
    return mayMatch(selector, labels)
      ? []
      : [
          invalid(
            'spec.template.metadata.labels',
            labels ?? {},
            '`selector` does not match template `labels`',
          ),
        ];
  }
  if (metadata.uid === undefined || selector === undefined) return [];
  const { [controllerUidLabel]: uid, 'controller-uid': oldUid } = selector.matchLabels ?? {};
  return uid === metadata.uid || oldUid === metadata.uid
    ? []
    : [invalid('spec.selector', selector, '`selector` not auto-generated')];
}

function completionsText({ spec, status }: Job): string {
  const succeeded = status?.succeeded ?? 0;
  if (spec.completions !== undefined) return `${succeeded}/${spec.completions}`;
  const parallelism = spec.parallelism ?? 0;
  return parallelism > 1 ? `${succeeded}/1 of ${parallelism}` : `${succeeded}/1`;
}

function durationText({ status }: Job, nowMs: number): string {
  const from = msFromTime(status?.startTime);
  return from === undefined ? '' : humanDuration((msFromTime(status?.completionTime) ?? nowMs) - from);
}

/** Whether a job waits and has never run: then it may still be placed. */
function hasNeverRun({ spec, status }: Job): boolean {
  return spec.suspend === true && status?.startTime === undefined;
}

export const definition: KindDefinition<Job> = {
  type: Job,
  group: 'batch',
  version: 'v1',
  plural: 'jobs',
  singular: 'job',
  shortNames: [],
  categories: ['all'],
  namespaced: true,
  hasStatus: true,
  hasGeneration: true,
  columns: [
    nameColumn,
    {
      name: 'Completions',
      description: 'How many of its pods have succeeded, and how many have to.',
      value: completionsText,
    },
    { name: 'Duration', description: 'How long it ran, or has been running.', value: durationText },
    ageColumn,
    ...templateColumns,
    {
      name: 'Selector',
      description: 'The labels by which it knows its pods.',
      priority: 1,
      value: ({ spec }) => selectorText(spec.selector),
    },
  ],
  defaults(given) {
    const job = withSelector({ ...given, spec: defaultJobSpec(given.spec) });
    const { labels } = job.spec.template.metadata ?? {};
    return job.metadata.labels === undefined && labels !== undefined
      ? { ...job, metadata: { ...job.metadata, labels } }
      : job;
  },
  validate: (job) => [...validateOwnSelector(job), ...validateJobSpec(job.spec, 'spec')],
  validateUpdate: (next, previous) => validateJobSpecUpdate(next.spec, previous.spec, hasNeverRun(previous)),
  fields: [{ name: 'status.successful', value: ({ status }) => String(status?.succeeded ?? 0) }],
};
