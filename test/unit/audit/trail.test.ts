// What an event says of a request, as it is gathered.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { OrcError } from '#kernel/errors.ts';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';
import { Audit } from '#api/audit/audit.ts';
import { defaultPolicy } from '#api/audit/policy.ts';
import { type AuditRequest, type AuditTrail } from '#api/audit/trail.ts';
import { systemRandom } from '#runtime/system.ts';

const ada = { user: 'ada', groups: ['devs'], uid: '7' };
const allow = { allowed: true, reason: 'RBAC: by a role' };
const forbid = { allowed: false, reason: '' };
const http: AuditRequest = {
  uri: '/api/v1/namespaces/team/secrets?token=abc',
  address: '10.0.0.9',
  userAgent: 'kubectl/v1',
  target: {
    verb: 'create',
    ref: { resource: 'secrets', namespace: 'team', apiVersion: 'v1' },
    path: '/api/v1/namespaces/team/secrets',
  },
};
const grpc: AuditRequest = { uri: '/orc.v1.Objects/Commit', address: '10.0.0.9', userAgent: 'grpc' };
const on = (
  verb: string,
  resource: string,
  name = '',
): { verb: string; group: string; resource: string; namespace: string; name: string } => ({
  verb,
  group: resource.startsWith('deployments') ? 'apps' : '',
  resource,
  namespace: 'team',
  name,
});

function events(request: AuditRequest, act: (trail: AuditTrail) => void): JsonObject[] {
  const lines: string[] = [];
  let ms = 1_700_000_000_000;
  const writer = { add: (line: string): void => void lines.push(line) };
  const audit = new Audit({ policy: defaultPolicy, writer, random: systemRandom, nowMs: () => ms++ });
  act(audit.begin(request));
  return lines.map((line) => {
    assert.ok(line.endsWith('\n') && !line.slice(0, -1).includes('\n'));
    const json: unknown = JSON.parse(line);
    assert.ok(isJsonObject(json));
    return json;
  });
}

describe('an event of the audit log', () => {
  it('has the fields of Kubernetes', () => {
    const [event = {}, ...others] = events(http, (trail) => {
      trail.by(ada);
      trail.actsFor({ user: 'bob', groups: ['system:authenticated'] });
      trail.decided(on('create', 'secrets'), allow);
      trail.wrote([{ apiVersion: 'v1', metadata: { name: 's', uid: 'u-1', resourceVersion: '42' } }]);
      trail.end(201);
      trail.end(500);
    });
    assert.equal(others.length, 0);
    const { auditID, ...rest } = event;
    assert.match(String(auditID), /^[0-9a-f-]{36}$/);
    assert.deepEqual(rest, {
      kind: 'Event',
      apiVersion: 'audit.k8s.io/v1',
      level: 'Metadata',
      stage: 'ResponseComplete',
      requestURI: '/api/v1/namespaces/team/secrets?token=***',
      verb: 'create',
      user: { username: 'ada', uid: '7', groups: ['devs'] },
      impersonatedUser: { username: 'bob', groups: ['system:authenticated'] },
      sourceIPs: ['10.0.0.9'],
      userAgent: 'kubectl/v1',
      objectRef: {
        resource: 'secrets',
        namespace: 'team',
        apiVersion: 'v1',
        name: 's',
        uid: 'u-1',
        resourceVersion: '42',
      },
      responseStatus: { metadata: {}, code: 201 },
      requestReceivedTimestamp: '2023-11-14T22:13:20.000000Z',
      stageTimestamp: '2023-11-14T22:13:20.001000Z',
      annotations: {
        'authorization.k8s.io/decision': 'allow',
        'authorization.k8s.io/reason': 'RBAC: by a role',
      },
    });
  });

  it('is of nobody known until somebody says who they are', () => {
    const [event = {}] = events(http, (trail) => trail.end(new OrcError('Unauthorized', 'Unauthorized')));
    assert.deepEqual(event['user'], { username: 'system:anonymous', groups: ['system:unauthenticated'] });
    assert.deepEqual(event['responseStatus'], {
      metadata: {},
      status: 'Failure',
      code: 401,
      reason: 'Unauthorized',
      message: 'Unauthorized',
    });
  });

  it('says nothing of what requests about Secrets held', () => {
    const secret = 'data[a]: Invalid value: "hunter2"';
    const told = (error: OrcError, decision = allow): unknown => {
      const [event = {}] = events(http, (trail) => {
        trail.by(ada);
        trail.decided(on('create', 'secrets'), decision);
        trail.annotate('validation.policy.admission.k8s.io/validation_failure', secret);
        trail.end(error);
      });
      assert.doesNotMatch(JSON.stringify(event['annotations']), /hunter2/);
      const status = event['responseStatus'];
      return isJsonObject(status) ? status['message'] : undefined;
    };
    assert.equal(told(new OrcError('Invalid', secret)), undefined);
    assert.equal(told(new OrcError('BadRequest', secret)), undefined);
    assert.equal(told(new OrcError('WebhookFailed', secret)), undefined);
    assert.equal(told(new OrcError('Forbidden', secret)), undefined, 'a policy of users may say it');
    assert.equal(told(new OrcError('Forbidden', 'cannot create'), forbid), 'cannot create');
    assert.equal(told(new OrcError('NotFound', 'not found')), 'not found');
  });

  it('says when a stream begins and ends; a client that leaves it ends it well', () => {
    const gone = new OrcError('Cancelled', 'the client went away');
    const watch = events(grpc, (trail) => {
      trail.by(ada);
      trail.decided(on('watch', 'pods'), allow);
      trail.started(200);
      trail.started(200);
      trail.end(gone);
    });
    assert.deepEqual(
      watch.map(({ stage, responseStatus }) => [stage, responseStatus]),
      [
        ['ResponseStarted', { metadata: {}, code: 200 }],
        ['ResponseComplete', { metadata: {}, code: 200 }],
      ],
    );
    assert.equal(watch[0]?.['auditID'], watch[1]?.['auditID']);
    const [left = {}] = events(grpc, (trail) => trail.end(gone));
    assert.ok(isJsonObject(left['responseStatus']));
    assert.equal(left['responseStatus']['code'], 499);
  });

  it('is one for each operation of a transaction, all with one id', () => {
    const all = events(grpc, (trail) => {
      trail.by(ada);
      trail.decided(on('create', 'pods'), allow);
      trail.decided(on('update', 'deployments/scale', 'web'), allow);
      trail.decided(on('delete', 'pods', 'old'), forbid);
      trail.wrote([{ apiVersion: 'v1', metadata: { name: 'p', uid: 'u', resourceVersion: '5' } }]);
      trail.end(new OrcError('Forbidden', 'no'));
    });
    assert.equal(new Set(all.map(({ auditID }) => auditID)).size, 1);
    assert.deepEqual(
      all.map(({ verb, objectRef, annotations }) => [verb, objectRef, annotations]),
      [
        [
          'create',
          {
            resource: 'pods',
            namespace: 'team',
            apiVersion: 'v1',
            name: 'p',
            uid: 'u',
            resourceVersion: '5',
          },
          { 'authorization.k8s.io/decision': 'allow', 'authorization.k8s.io/reason': allow.reason },
        ],
        [
          'update',
          {
            resource: 'deployments',
            subresource: 'scale',
            namespace: 'team',
            name: 'web',
            apiGroup: 'apps',
            apiVersion: 'v1',
          },
          { 'authorization.k8s.io/decision': 'allow', 'authorization.k8s.io/reason': allow.reason },
        ],
        [
          'delete',
          { resource: 'pods', namespace: 'team', name: 'old', apiVersion: 'v1' },
          { 'authorization.k8s.io/decision': 'forbid', 'authorization.k8s.io/reason': '' },
        ],
      ],
    );
  });

  it('of a call over a stream is by whom the stream is', () => {
    const [event = {}] = events({ ...grpc, uri: '/orc.v1.Objects/Stream' }, (trail) => {
      trail.by(ada);
      const call = trail.fork('Get');
      call.decided(on('get', 'pods', 'web'), allow);
      call.end(200);
    });
    assert.equal(event['requestURI'], '/orc.v1.Objects/Stream/Get');
    assert.deepEqual(event['user'], { username: 'ada', uid: '7', groups: ['devs'] });
  });

  it('without a resource goes by its path', () => {
    const [event = {}] = events({ ...grpc, uri: '/orc.v1.Access/Review' }, (trail) => {
      trail.by(ada);
      trail.end(200);
    });
    assert.deepEqual([event['verb'], event['objectRef']], ['post', undefined]);
    assert.deepEqual(
      events(grpc, (trail) => {
        trail.decided({ verb: 'get', path: '/apis' }, allow);
        trail.end(200);
      }),
      [],
      'the default policy leaves out discovery over gRPC too',
    );
  });
});
