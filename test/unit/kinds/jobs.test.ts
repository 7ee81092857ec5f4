// Job, CronJob and the syntax of schedules.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { scheduleError } from '#kernel/kinds/cron-schedule.ts';
import { cellsOf, headingsOf, objectOf, problems, problemsOfChange, selectableOf } from '#kit/kinds.ts';

const template = (spec: object = {}): object => ({
  spec: { containers: [{ name: 'main', image: 'work:1' }], restartPolicy: 'Never', ...spec },
});
const job = (spec: object = {}, rest: object = {}) => ({
  kind: 'Job' as const,
  spec: { template: template(), ...spec },
  ...rest,
});
const indexed = (more: object = {}) => job({ completionMode: 'Indexed', completions: 5, ...more });
const failures = (...rules: readonly object[]) => job({ podFailurePolicy: { rules } });
const cron = (spec: object = {}, jobSpec: object = {}, rest: object = {}) => ({
  kind: 'CronJob' as const,
  spec: { schedule: '*/5 * * * *', jobTemplate: { spec: { template: template(), ...jobSpec } }, ...spec },
  ...rest,
});

describe('a Job', () => {
  const policy = 'spec.podFailurePolicy.rules[0]';
  const table: readonly (readonly [string, ReturnType<typeof job>, readonly string[]])[] = [
    ['that ends is taken', job(), []],
    [
      'never restarts its containers always',
      job({ template: template({ restartPolicy: 'Always' }) }),
      ['spec.template.spec.restartPolicy: Required value: valid values: "OnFailure", "Never"'],
    ],
    [
      'says nothing of its selector unless it is its own',
      job({ selector: { matchLabels: { a: 'b' } } }, { metadata: { name: 'x', uid: 'u' } }),
      ['spec.selector: Invalid value: {"matchLabels":{"a":"b"}}: `selector` not auto-generated'],
    ],
    ['whose selector is its own says it', job({ manualSelector: true }), ['spec.selector: Required value']],
    [
      'has counts that can be',
      job({ parallelism: -1, completions: -1, backoffLimit: -1, ttlSecondsAfterFinished: -1 }),
      ['parallelism', 'completions', 'backoffLimit', 'ttlSecondsAfterFinished'].map(
        (name) => `spec.${name}: Invalid value: -1: must be greater than or equal to 0`,
      ),
    ],
    [
      'with numbers says how many',
      job({ completionMode: 'Indexed', parallelism: 2 }),
      ['spec.completions: Required value: when completion mode is Indexed'],
    ],
    [
      'without numbers has no bounds for each',
      job({
        backoffLimitPerIndex: 1,
        maxFailedIndexes: 1,
        successPolicy: { rules: [{ succeededCount: 1 }] },
      }),
      [
        'spec.backoffLimitPerIndex: Invalid value: 1: requires indexed completion mode',
        'spec.maxFailedIndexes: Invalid value: 1: requires indexed completion mode',
        'spec.successPolicy: Invalid value: {"rules":[{"succeededCount":1}]}: requires indexed completion mode',
      ],
    ],
    [
      'bounds failed numbers only with retries for each',
      indexed({ maxFailedIndexes: 2 }),
      ['spec.backoffLimitPerIndex: Required value: when maxFailedIndexes is specified'],
    ],
    [
      'has retries for each number only with new pods',
      indexed({ backoffLimitPerIndex: 1, template: template({ restartPolicy: 'OnFailure' }) }),
      [
        'spec.template.spec.restartPolicy: Invalid value: "OnFailure": must be set to "Never" when using backoffLimitPerIndex',
      ],
    ],
    [
      'names exit codes in order and each once',
      failures({
        action: 'Ignore',
        onExitCodes: { operator: 'In', values: [0, 3, 3, 1], containerName: 'x' },
      }),
      [
        `${policy}.onExitCodes.containerName: Invalid value: "x": must be one of the container or initContainer names in the pod template`,
        `${policy}.onExitCodes.values[0]: Invalid value: 0: must not be 0 for the In operator`,
        `${policy}.onExitCodes.values[2]: Duplicate value: 3`,
        `${policy}.onExitCodes.values: Invalid value: [0,3,3,1]: must be ordered`,
      ],
    ],
    [
      'says of each failure rule when it holds',
      failures({ action: 'Count' }),
      [
        `${policy}: Invalid value: {"action":"Count"}: specifying one of OnExitCodes and OnPodConditions is required`,
      ],
    ],
    [
      'lets numbers fail only with retries for each',
      failures({ action: 'FailIndex', onPodConditions: [{ type: 'DisruptionTarget' }] }),
      [`${policy}.action: Invalid value: "FailIndex": requires the backoffLimitPerIndex to be set`],
    ],
    [
      'succeeds early where numbers say so',
      indexed({ successPolicy: { rules: [{ succeededIndexes: '0,2-4', succeededCount: 3 }] } }),
      [],
    ],
    [
      'succeeds early by numbers that it has',
      indexed({
        successPolicy: {
          rules: [
            {},
            { succeededIndexes: '3-7' },
            { succeededIndexes: '2,1' },
            { succeededIndexes: '0-1', succeededCount: 3 },
          ],
        },
      }),
      [
        'spec.successPolicy.rules[0]: Required value: at least one of succeededCount or succeededIndexes must be specified',
        'spec.successPolicy.rules[1].succeededIndexes: Invalid value: "3-7": must be less than completions, 5',
        'spec.successPolicy.rules[2].succeededIndexes: Invalid value: "2,1": must ascend without a number twice',
        'spec.successPolicy.rules[3].succeededCount: Invalid value: 3: must be less than or equal to 2 (the number of indexes in the specified set)',
      ],
    ],
    [
      'names who manages it with a domain',
      job({ managedBy: 'me' }),
      ['spec.managedBy: Invalid value: "me": must be a domain-prefixed path (such as "acme.io/foo")'],
    ],
  ];
  for (const [name, manifest, expected] of table)
    it(name, () => assert.deepEqual(problems(manifest), expected));

  it('runs once, with six retries, unless it says otherwise', () => {
    const made = objectOf(job({}, { metadata: { name: 'once', uid: 'u' } }));
    assert.ok(made.kind === 'Job');
    const { template: own, ...spec } = made.spec;
    assert.deepEqual(spec, {
      parallelism: 1,
      completions: 1,
      backoffLimit: 6,
      completionMode: 'NonIndexed',
      suspend: false,
      podReplacementPolicy: 'TerminatingOrFailed',
      selector: { matchLabels: { 'batch.kubernetes.io/controller-uid': 'u' } },
    });
    assert.deepEqual(own.metadata?.labels, {
      'batch.kubernetes.io/controller-uid': 'u',
      'batch.kubernetes.io/job-name': 'once',
      'controller-uid': 'u',
      'job-name': 'once',
    });
  });

  it('that asks for pods at once does not say how many must succeed', () => {
    const made = objectOf(job({ parallelism: 3 }));
    assert.ok(made.kind === 'Job');
    assert.equal(made.spec.completions, undefined);
    const each = objectOf(indexed({ backoffLimitPerIndex: 1 }));
    assert.ok(each.kind === 'Job');
    assert.equal(each.spec.backoffLimit, 2 ** 31 - 1);
  });

  it('keeps its template, selector and count', () => {
    const immutable = (name: string): RegExp => new RegExp(`^spec\\.${name}: .*field is immutable$`);
    const changes: readonly (readonly [string, object])[] = [
      ['template', { template: template({ terminationGracePeriodSeconds: 1 }) }],
      ['completions', { completions: 2 }],
      ['completionMode', { completionMode: 'Indexed', completions: 1 }],
      ['podFailurePolicy', { podFailurePolicy: { rules: [] } }],
    ];
    for (const [name, more] of changes) {
      const wrong = problemsOfChange(job({ completions: 1 }), job({ completions: 1, ...more }));
      assert.match(wrong[0] ?? '', immutable(name));
    }
    assert.deepEqual(problemsOfChange(job(), job({ suspend: true, parallelism: 1, completions: 1 })), []);
  });

  it('may be placed elsewhere while it is suspended and has not begun, and its size when its numbers are all at once', () => {
    assert.match(
      problemsOfChange(
        job({ suspend: true }),
        job({ suspend: true, template: template({ terminationGracePeriodSeconds: 1 }) }),
      ).join(),
      /^spec\.template: .*field is immutable$/,
    );
    const waiting = job({ suspend: true });
    assert.deepEqual(
      problemsOfChange(waiting, job({ suspend: true, template: template({ nodeSelector: { a: 'b' } }) })),
      [],
    );
    assert.deepEqual(
      problemsOfChange(indexed({ parallelism: 5 }), indexed({ completions: 3, parallelism: 3 })),
      [],
    );
  });

  it('is shown with how far it is', () => {
    assert.deepEqual(headingsOf('Job'), {
      plain: ['NAME', 'COMPLETIONS', 'DURATION', 'AGE'],
      wide: ['CONTAINERS', 'IMAGES', 'SELECTOR'],
    });
    const shown = (spec: object, status: object) => {
      const { COMPLETIONS, DURATION } = cellsOf(job(spec, { status }));
      return [COMPLETIONS, DURATION];
    };
    const startTime = '2026-01-01T23:59:00Z';
    assert.deepEqual(shown({}, {}), ['0/1', '']);
    assert.deepEqual(shown({ completions: 3 }, { succeeded: 1, startTime }), ['1/3', '60s']);
    assert.deepEqual(shown({ parallelism: 2 }, { succeeded: 1 }), ['1/1 of 2', '']);
    assert.deepEqual(shown({}, { succeeded: 1, startTime, completionTime: '2026-01-01T23:59:07Z' }), [
      '1/1',
      '7s',
    ]);
    assert.deepEqual(selectableOf(job({}, { status: { succeeded: 4 } })), { 'status.successful': '4' });
  });
});

describe('a CronJob', () => {
  const table: readonly (readonly [string, ReturnType<typeof cron>, readonly string[]])[] = [
    ['with a time zone is taken', cron({ timeZone: 'Europe/Berlin' }), []],
    [
      'keeps the time zone out of the schedule',
      cron({ schedule: 'TZ=UTC 0 0 * * *' }),
      [
        'spec.schedule: Invalid value: "TZ=UTC 0 0 * * *": expected exactly 5 fields, found 6: [TZ=UTC 0 0 * * *]',
        'spec.schedule: Invalid value: "TZ=UTC 0 0 * * *": cannot use TZ or CRON_TZ in schedule, use timeZone field instead',
      ],
    ],
    [
      'is nowhere local',
      cron({ timeZone: 'Local' }),
      [
        'spec.timeZone: Invalid value: "Local": timeZone must be nil or non-empty string, and may not be Local',
      ],
    ],
    [
      'is in a zone',
      cron({ timeZone: 'not a zone' }),
      ['spec.timeZone: Invalid value: "not a zone": unknown time zone not a zone'],
    ],
    [
      'has a short name',
      cron({}, {}, { metadata: { name: 'a'.repeat(53), namespace: 'default' } }),
      [`metadata.name: Invalid value: "${'a'.repeat(53)}": must be no more than 52 characters`],
    ],
    [
      'leaves the selectors of its jobs alone',
      cron({}, { selector: { matchLabels: { a: 'b' } }, manualSelector: true }),
      [
        'spec.jobTemplate.spec.manualSelector: Invalid value: true: must not be set: selectors of jobs are made by the masters',
        'spec.jobTemplate.spec.selector: Invalid value: {"matchLabels":{"a":"b"}}: `selector` will be auto-generated',
      ],
    ],
    [
      'makes jobs that end',
      cron({}, { template: template({ restartPolicy: 'Always' }) }),
      [
        'spec.jobTemplate.spec.template.spec.restartPolicy: Required value: valid values: "OnFailure", "Never"',
      ],
    ],
    [
      'has limits that can be',
      cron({ successfulJobsHistoryLimit: -1, concurrencyPolicy: 'Maybe' }),
      [
        'spec.concurrencyPolicy: Unsupported value: "Maybe": supported values: "Allow", "Forbid", "Replace"',
        'spec.successfulJobsHistoryLimit: Invalid value: -1: must be greater than or equal to 0',
      ],
    ],
  ];
  for (const [name, manifest, expected] of table)
    it(name, () => assert.deepEqual(problems(manifest), expected));

  it('keeps three jobs that succeeded and one that failed, and lets jobs overlap', () => {
    const made = objectOf(cron());
    assert.ok(made.kind === 'CronJob');
    const { jobTemplate, schedule: _schedule, ...rest } = made.spec;
    assert.deepEqual(rest, {
      concurrencyPolicy: 'Allow',
      suspend: false,
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 1,
    });
    assert.equal(jobTemplate.spec.backoffLimit, 6);
  });

  it('is shown with when it last ran', () => {
    assert.deepEqual(headingsOf('CronJob'), {
      plain: ['NAME', 'SCHEDULE', 'SUSPEND', 'ACTIVE', 'LAST SCHEDULE', 'AGE'],
      wide: ['CONTAINERS', 'IMAGES', 'SELECTOR'],
    });
    const status = { active: [{ name: 'a' }], lastScheduleTime: '2026-01-01T23:00:00Z' };
    const shown = (manifest: ReturnType<typeof cron>): unknown[] => {
      const cells = cellsOf(manifest);
      return [cells['SCHEDULE'], cells['SUSPEND'], cells['ACTIVE'], cells['LAST SCHEDULE']];
    };
    assert.deepEqual(shown(cron()), ['*/5 * * * *', 'False', '0', '<none>']);
    assert.deepEqual(shown(cron({ suspend: true }, {}, { status })), ['*/5 * * * *', 'True', '1', '60m']);
  });
});

describe('a schedule', () => {
  for (const right of [
    '* * * * *',
    '*/15 0-23/2 1,15 JAN-jun ?',
    '0 0 * * sun',
    '30 4 1-7 * 1-5',
    '  5  4  *  *  *  ',
    '@hourly',
    '@annually',
    '@every 1h30m',
  ])
    it(`may be ${right}`, () => assert.equal(scheduleError(right), undefined));
  const wrong: readonly (readonly [string, RegExp])[] = [
    ['* * * *', /expected exactly 5 fields, found 4/],
    ['60 * * * *', /minute 60 must be between 0 and 59/],
    ['* 24 * * *', /hour 24/],
    ['* * 0 * *', /day of month 0 must be between 1 and 31/],
    ['* * * 13 *', /month 13/],
    ['* * * * 7', /day of week 7 must be between 0 and 6/],
    ['5-1 * * * *', /beginning of range \(5\) is beyond its end \(1\)/],
    ['*/0 * * * *', /step of \*\/0 must be a positive number/],
    ['1/2/3 * * * *', /too many slashes/],
    ['1-2-3 * * * *', /too many hyphens/],
    ['x * * * *', /failed to parse x as a minute/],
    ['* * * * mon,', /failed to parse  as a day of week/],
    ['@sometimes', /unrecognized descriptor: @sometimes/],
    ['@every day', /unrecognized descriptor/],
    ['', /expected exactly 5 fields/],
  ];
  for (const [text, expected] of wrong)
    it(`may not be "${text}"`, () => assert.match(scheduleError(text) ?? '', expected));
});
