// CronJob: makes a job again and again, at given times.
import type { FieldCause } from '#kernel/errors.ts';
import { ageColumn, nameColumn } from '#kernel/kinds/columns.ts';
import { scheduleError } from '#kernel/kinds/cron-schedule.ts';
import { defaultJobSpec, validateJobSpec } from '#kernel/kinds/job-spec.ts';
import { type KindDefinition, invalid } from '#kernel/kinds/kind.ts';
import { selectorText } from '#kernel/kinds/label-selector.ts';
import { containerImages, containerNames } from '#kernel/kinds/pod-template.ts';
import { CronJob, type CronJobSpec } from '#kernel/model/gen/batch.gen.ts';
import { age } from '#kernel/model/human.ts';

/** The longest name: a job's is eleven longer, and becomes a label. */
const maxNameLength = 52;
const zonePattern = /^[A-Za-z0-9_+-]{1,30}(\/[A-Za-z0-9_+-]{1,30}){0,2}$/;

function validateTimes({ schedule, timeZone }: CronJobSpec): FieldCause[] {
  const wrong = scheduleError(schedule);
  const causes = wrong === undefined ? [] : [invalid('spec.schedule', schedule, wrong)];
  if (/(^|\s)(CRON_)?TZ=/.test(schedule))
    causes.push(
      invalid('spec.schedule', schedule, 'cannot use TZ or CRON_TZ in schedule, use timeZone field instead'),
    );
  if (timeZone === undefined) return causes;
  if (timeZone === '' || timeZone.toLowerCase() === 'local')
    causes.push(
      invalid('spec.timeZone', timeZone, 'timeZone must be nil or non-empty string, and may not be Local'),
    );
  else if (!zonePattern.test(timeZone))
    causes.push(invalid('spec.timeZone', timeZone, `unknown time zone ${timeZone}`));
  return causes;
}

function validateTemplate({ jobTemplate }: CronJobSpec): FieldCause[] {
  const { spec } = jobTemplate;
  const at = 'spec.jobTemplate.spec';
  return [
    ...(spec.manualSelector === true
      ? [invalid(`${at}.manualSelector`, true, 'must not be set: selectors of jobs are made by the masters')]
      : []),
    ...(spec.selector === undefined
      ? []
      : [invalid(`${at}.selector`, spec.selector, '`selector` will be auto-generated')]),
    ...validateJobSpec(spec, at),
  ];
}

export const definition: KindDefinition<CronJob> = {
  type: CronJob,
  group: 'batch',
  version: 'v1',
  plural: 'cronjobs',
  singular: 'cronjob',
  shortNames: ['cj'],
  categories: ['all'],
  served: [{ group: 'batch', version: 'v1beta1' }],
  namespaced: true,
  hasStatus: true,
  hasGeneration: true,
  columns: [
    nameColumn,
    { name: 'Schedule', description: 'When it runs, in cron format.', value: ({ spec }) => spec.schedule },
    {
      name: 'Suspend',
      description: 'Whether it makes no further jobs.',
      value: ({ spec }) => (spec.suspend === true ? 'True' : 'False'),
    },
    {
      name: 'Active',
      type: 'integer',
      description: 'How many of its jobs run.',
      value: ({ status }) => (status?.active ?? []).length,
    },
    {
      name: 'Last Schedule',
      description: 'How long ago it last made a job.',
      value: ({ status }, nowMs) =>
        status?.lastScheduleTime === undefined ? '<none>' : age(status.lastScheduleTime, nowMs),
    },
    ageColumn,
    {
      name: 'Containers',
      description: 'The names of the containers of its pods.',
      priority: 1,
      value: ({ spec }) => containerNames(spec.jobTemplate.spec.template),
    },
    {
      name: 'Images',
      description: 'The images of the containers of its pods.',
      priority: 1,
      value: ({ spec }) => containerImages(spec.jobTemplate.spec.template),
    },
    {
      name: 'Selector',
      description: 'The labels by which its jobs know their pods.',
      priority: 1,
      value: ({ spec }) => selectorText(spec.jobTemplate.spec.selector),
    },
  ],
  defaults: (cron) => ({
    ...cron,
    spec: {
      ...cron.spec,
      jobTemplate: { ...cron.spec.jobTemplate, spec: defaultJobSpec(cron.spec.jobTemplate.spec) },
    },
  }),
  validate: ({ metadata, spec }) => [
    ...((metadata.name ?? '').length > maxNameLength
      ? [invalid('metadata.name', metadata.name, `must be no more than ${maxNameLength} characters`)]
      : []),
    ...validateTimes(spec),
    ...validateTemplate(spec),
  ],
};
