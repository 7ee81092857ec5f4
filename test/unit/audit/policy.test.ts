// Which requests an audit policy wants written, and what is refused of one.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { ObjectReference, Stage } from '#api/audit/event.ts';
import { type Audited, defaultPolicy, isWritten, parseAuditPolicy } from '#api/audit/policy.ts';

const head = 'apiVersion: audit.k8s.io/v1\nkind: Policy\n';

/** A request, in short: `user[+group…] verb [namespace:]resource[/sub][.group][=name]`, or a path. */
function asked(text: string): Audited {
  const [who = '', verb = '', what = ''] = text.split(' ');
  const [user = '', ...groups] = who.split('+');
  if (what.startsWith('/')) return { user, groups, verb, ref: undefined, path: what };
  const [, namespace, resource = '', subresource, apiGroup, name] =
    /^(?:([^:]*):)?([^/.=]+)(?:\/([^.=]+))?(?:\.([^=]+))?(?:=(.*))?$/.exec(what) ?? [];
  const ref: ObjectReference = {
    resource,
    ...(namespace !== undefined && { namespace }),
    ...(subresource !== undefined && { subresource }),
    ...(apiGroup !== undefined && { apiGroup }),
    ...(name !== undefined && { name }),
  };
  return { user, groups, verb, ref, path: '' };
}

function wanted(rules: string, request: string, stage: Stage = 'ResponseComplete'): boolean {
  return isWritten(parseAuditPolicy(`${head}${rules}`, 'policy.yaml'), asked(request), stage);
}

function problem(text: string): string {
  try {
    parseAuditPolicy(text, 'policy.yaml');
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return assert.fail('it was taken');
}

describe('an audit policy', () => {
  it('is matched as in Kubernetes', () => {
    const one = (match: string): string => `rules: [{ level: Metadata, ${match} }]`;
    const table: readonly (readonly [match: string, yes: string, no: string])[] = [
      ['users: [ada]', 'ada get pods', 'bob get pods'],
      ['userGroups: [devs, ops]', 'bob+ops get pods', 'bob+others get pods'],
      ['verbs: [create, patch]', 'ada patch pods', 'ada get pods'],
      ['namespaces: [team]', 'ada get team:pods', 'ada get other:pods'],
      ['namespaces: [team]', 'ada get team:pods', 'ada get nodes'],
      ['namespaces: [team]', 'ada get team:pods', 'ada get /metrics'],
      ['namespaces: [""]', 'ada get nodes', 'ada get team:pods'],
      ['resources: [{ group: "" }]', 'ada get pods/log', 'ada get deployments.apps'],
      ['resources: [{ group: apps }]', 'ada get deployments.apps', 'ada get pods'],
      ['resources: [{ resources: [pods] }]', 'ada get pods', 'ada get pods/log'],
      ['resources: [{ resources: [pods/log] }]', 'ada get pods/log', 'ada get pods'],
      ['resources: [{ resources: [pods/*] }]', 'ada get pods/exec', 'ada get pods'],
      ['resources: [{ resources: ["*/status"] }]', 'ada get pods/status', 'ada get pods/log'],
      ['resources: [{ resources: ["*"] }]', 'ada get pods/log', 'ada get deployments.apps'],
      ['resources: [{ resources: [pods] }]', 'ada get pods', 'ada get /healthz'],
      ['resources: [{ resources: [secrets], resourceNames: [a] }]', 'ada get secrets=a', 'ada get secrets=b'],
      ['resources: [{ resources: [secrets], resourceNames: [a] }]', 'ada get secrets=a', 'ada list secrets'],
      ['nonResourceURLs: [/healthz*]', 'ada get /healthz/ready', 'ada get /livez'],
      ['nonResourceURLs: [/version]', 'ada get /version', 'ada get /version/x'],
      ['nonResourceURLs: ["*"]', 'ada get /anything', 'ada get pods'],
      ['users: [ada], verbs: [get]', 'ada get pods', 'ada list pods'],
    ];
    for (const [match, yes, no] of table) {
      assert.equal(wanted(one(match), yes), true, `${match}: ${yes}`);
      assert.equal(wanted(one(match), no), false, `${match}: ${no}`);
    }
  });

  it('goes by the first rule that is about a request; without any nothing is written', () => {
    const rules = `rules:
- level: None
  users: [ada]
- level: Metadata
  resources: [{ group: "", resources: [secrets] }]`;
    assert.equal(wanted(rules, 'ada get secrets'), false);
    assert.equal(wanted(rules, 'bob get secrets'), true);
    assert.equal(wanted(rules, 'bob get pods'), false);
  });

  it('leaves out stages', () => {
    const rules = `omitStages: [RequestReceived]
rules:
- level: Metadata
  verbs: [watch]
  omitStages: [ResponseStarted]
- level: Metadata`;
    assert.equal(wanted(rules, 'ada watch pods', 'ResponseStarted'), false);
    assert.equal(wanted(rules, 'ada watch pods', 'ResponseComplete'), true);
    assert.equal(wanted(rules, 'ada get pods', 'ResponseStarted'), true);
    assert.equal(wanted(rules, 'ada get pods', 'RequestReceived'), false);
  });

  it('is refused with all that is wrong with it', () => {
    const text = problem(`apiVersion: audit.k8s.io/v1beta1
kind: Policy
rules:
- level: RequestResponse
  resources: [{ group: "", resources: [pods], resourceName: [a] }]
- level: Everything
  users: "ada"
- level: Metadata
  nonResourceURLs: [/a*b]
  verb: [get]
- level: None
  nonResourceURLs: [/a]
  namespaces: [x]
  omitStages: [Sometimes]
`);
    for (const part of [
      'apiVersion: must be audit.k8s.io/v1',
      'rules[0].level: RequestResponse is not supported, since bodies are never written: say Metadata',
      'rules[0].resources[0].resourceName: is no field of a Policy',
      'rules[1].level: is "Everything", must be None or Metadata',
      'rules[1].users: is "ada", must be a list of names',
      'rules[2].nonResourceURLs: is ["/a*b"]',
      'rules[2].verb: is no field of a Policy',
      'rules[3].omitStages: is ["Sometimes"], must be a list of any of RequestReceived',
      'rules[3].nonResourceURLs: can not stand beside resources or namespaces',
    ])
      assert.ok(text.includes(part), `${part}\n${text}`);
    assert.match(problem(`${head}rules: []`), /rules: must hold a rule/);
    assert.match(problem('a: [b'), /policy.yaml is not valid YAML/);
    assert.match(problem('5'), /the policy: must be an object/);
  });

  it('writes by default all but what masters read, health and discovery', () => {
    const table: readonly (readonly [string, boolean])[] = [
      ['orc:master:one+orc:masters get masters.orc.dev', false],
      ['orc:master:one+orc:masters update cluster.orc.dev', true],
      ['orc:node:a+orc:nodes get team:secrets', true],
      ['system:anonymous get /readyz', false],
      ['ada get /apis', false],
      ['ada get /api/v1', false],
      ['ada post /apis', true],
      ['ada get /metrics', true],
      ['ada get pods', true],
      ['ada post /orc.v1.Access/Review', true],
    ];
    for (const [request, is] of table)
      assert.equal(isWritten(defaultPolicy, asked(request), 'ResponseComplete'), is, request);
  });
});
