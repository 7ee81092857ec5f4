import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { kinds } from '#kernel/kinds/registry.gen.ts';
import type { JsonObject } from '#kernel/model/json.ts';
import { cellsOf, headingsOf, problems, selectableOf } from '#kit/kinds.ts';

const about = { apiVersion: 'v1', kind: 'Pod', name: 'web-1', namespace: 'default', uid: 'u' };
const event = (more: object = {}) => ({
  kind: 'Event' as const,
  involvedObject: about,
  reason: 'Pulled',
  message: ' image is there\n',
  type: 'Normal',
  ...more,
});
/** What events with an eventTime must say. */
const report = {
  eventTime: '2026-01-01T12:00:00.000000Z',
  reportingComponent: 'example.com/agent',
  reportingInstance: 'node-1',
  action: 'Pulling',
};

describe('an event', () => {
  const table: readonly (readonly [string, object, readonly string[]])[] = [
    ['of its object’s namespace is taken', {}, []],
    [
      'of another namespace than its object’s is refused',
      { involvedObject: { ...about, namespace: 'other' } },
      ['involvedObject.namespace: Invalid value: "other": does not match event.namespace'],
    ],
    [
      'about an object without a namespace stands in default',
      { involvedObject: { kind: 'Node', name: 'n' } },
      [],
    ],
    [
      'about an object without a namespace does not stand elsewhere',
      { metadata: { name: 'x', namespace: 'other' }, involvedObject: { kind: 'Node', name: 'n' } },
      ['involvedObject.namespace: Invalid value: "": does not match event.namespace'],
    ],
    ['with an eventTime that says who did what and why is taken', report, []],
    [
      'with an eventTime about an object of none may stand in kube-system',
      { ...report, metadata: { name: 'x', namespace: 'kube-system' }, involvedObject: { kind: 'Node' } },
      [],
    ],
    [
      'with an eventTime and nothing else is refused for all that is missing',
      { eventTime: report.eventTime, reason: '' },
      [
        'reportingComponent: Required value',
        'reportingInstance: Required value',
        'action: Required value',
        'reason: Required value',
      ],
    ],
    [
      'with an eventTime has short words and a short message',
      {
        ...report,
        reportingComponent: 'not a name',
        action: 'a'.repeat(129),
        message: 'ä'.repeat(513),
      },
      [
        "reportingComponent: Invalid value: \"not a name\": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName', or 'example.com/MyName')",
        'action: Invalid value: "": can have at most 128 characters',
        'message: Invalid value: "": can have at most 1024 characters',
      ],
    ],
    ['without its object is refused', { involvedObject: undefined }, ['involvedObject: Required value']],
  ];
  for (const [name, more, expected] of table)
    it(name, () => assert.deepEqual(problems(event(more)), expected));

  it('is printed as kubectl prints it', () => {
    assert.deepEqual(headingsOf('Event'), {
      plain: ['LAST SEEN', 'TYPE', 'REASON', 'OBJECT', 'MESSAGE'],
      wide: ['SUBOBJECT', 'SOURCE', 'FIRST SEEN', 'COUNT', 'NAME'],
    });
    const old = {
      firstTimestamp: '2026-01-01T00:00:00Z',
      lastTimestamp: '2026-01-01T23:59:00Z',
      count: 7,
      source: { component: 'agent', host: 'node-1' },
      involvedObject: { ...about, fieldPath: 'spec.containers{main}' },
    };
    assert.deepEqual(cellsOf(event(old)), {
      'LAST SEEN': '60s',
      TYPE: 'Normal',
      REASON: 'Pulled',
      OBJECT: 'pod/web-1',
      SUBOBJECT: 'spec.containers{main}',
      SOURCE: 'agent, node-1',
      MESSAGE: 'image is there',
      'FIRST SEEN': '24h',
      COUNT: '7',
      NAME: 'x',
    });
  });

  const ages: readonly (readonly [string, object, readonly [string, string, string]])[] = [
    ['that never repeated counts once and was last seen when it was first', report, ['12h', '12h', '1']],
    [
      'of a series was last seen, and counts, as the series says',
      { ...report, series: { count: 3, lastObservedTime: '2026-01-01T23:59:30.500000Z' } },
      ['29s', '12h', '3'],
    ],
    ['without times is of unknown age', {}, ['<unknown>', '<unknown>', '1']],
  ];
  for (const [name, more, expected] of ages)
    it(name, () => {
      const cells = cellsOf(event(more));
      assert.deepEqual([cells['LAST SEEN'], cells['FIRST SEEN'], cells['COUNT']], expected);
    });

  it('names its reporter when it has no source, and its kind when its object has no name', () => {
    assert.equal(cellsOf(event(report))['SOURCE'], 'example.com/agent, node-1');
    assert.equal(cellsOf(event())['SOURCE'], '');
    assert.equal(cellsOf(event({ involvedObject: { kind: 'Node' } }))['OBJECT'], 'node');
  });

  it('is selected by its object, its reason, its type and who reported it', () => {
    assert.deepEqual(selectableOf(event(report)), {
      'involvedObject.kind': 'Pod',
      'involvedObject.namespace': 'default',
      'involvedObject.name': 'web-1',
      'involvedObject.uid': 'u',
      'involvedObject.apiVersion': 'v1',
      'involvedObject.resourceVersion': '',
      'involvedObject.fieldPath': '',
      reason: 'Pulled',
      reportingComponent: 'example.com/agent',
      source: 'example.com/agent',
      type: 'Normal',
    });
    assert.equal(selectableOf(event({ source: { component: 'agent' } }))['source'], 'agent');
  });

  describe('of events.k8s.io', () => {
    const stored: JsonObject = {
      metadata: { name: 'x' },
      involvedObject: about,
      related: { kind: 'Node' },
      reason: 'Pulled',
      message: 'it is there',
      source: { component: 'agent' },
      firstTimestamp: '2026-01-01T00:00:00Z',
      lastTimestamp: '2026-01-01T00:00:01Z',
      count: 2,
      type: 'Normal',
      eventTime: report.eventTime,
      series: { count: 2 },
      action: 'Pulling',
      reportingComponent: 'example.com/agent',
      reportingInstance: 'node-1',
    };
    const other: JsonObject = {
      metadata: { name: 'x' },
      regarding: about,
      related: { kind: 'Node' },
      reason: 'Pulled',
      note: 'it is there',
      deprecatedSource: { component: 'agent' },
      deprecatedFirstTimestamp: '2026-01-01T00:00:00Z',
      deprecatedLastTimestamp: '2026-01-01T00:00:01Z',
      deprecatedCount: 2,
      type: 'Normal',
      eventTime: report.eventTime,
      series: { count: 2 },
      action: 'Pulling',
      reportingController: 'example.com/agent',
      reportingInstance: 'node-1',
    };
    const served = kinds.Event.served ?? [];

    it('is served in two versions', () =>
      assert.deepEqual(
        served.map(({ group, version }) => `${group}/${version}`),
        ['events.k8s.io/v1', 'events.k8s.io/v1beta1'],
      ));

    for (const version of served)
      it(`${version.version} has other names for the same fields, there and back`, () => {
        assert.deepEqual(version.fromStored?.(stored), other);
        assert.deepEqual(version.toStored?.(other), stored);
        assert.deepEqual(version.toStored?.({ reason: 'x' }), { reason: 'x', involvedObject: {} });
      });
  });
});
