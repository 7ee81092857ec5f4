// The variable `authorizer` of expressions: whether whoever asks may do something else too.
// https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-authorizer-library
import type { Environment } from '@marcbachmann/cel-js';
import type { Operation } from '#kernel/access/operation.ts';

/** Whether the user of the request may do something. */
export type May = (operation: Operation) => boolean;

class PathCheck {
  readonly may: May;
  readonly path: string;

  constructor(may: May, path: string) {
    this.may = may;
    this.path = path;
  }
}

class GroupCheck {
  readonly may: May;
  readonly group: string;

  constructor(may: May, group: string) {
    this.may = may;
    this.group = group;
  }
}

interface Resource {
  readonly group: string;
  readonly resource: string;
  readonly subresource: string;
  readonly namespace: string;
  readonly name: string;
}

/** Something with a resource that is asked about. */
export class ResourceCheck {
  readonly may: May;
  readonly about: Resource;

  constructor(may: May, about: Resource) {
    this.may = may;
    this.about = about;
  }

  with(more: Partial<Resource>): ResourceCheck {
    return new ResourceCheck(this.may, { ...this.about, ...more });
  }
}

/** What somebody may do: asked of by the functions of CEL. */
export class Authorizer {
  readonly may: May;
  /** The resource of the request itself. */
  readonly requestResource: ResourceCheck;

  constructor(may: May, requestResource: ResourceCheck) {
    this.may = may;
    this.requestResource = requestResource;
  }
}

class Decision {
  readonly allowed: boolean;

  constructor(allowed: boolean) {
    this.allowed = allowed;
  }
}

function checked({ may, about }: ResourceCheck, verb: string): Decision {
  const { group, resource, subresource, namespace, name } = about;
  const whole = subresource === '' ? resource : `${resource}/${subresource}`;
  return new Decision(may({ verb, group, resource: whole, namespace, name }));
}

/** Adds the variable `authorizer` and its functions. */
export function withAuthorizer(environment: Environment): Environment {
  return environment
    .registerType('RequestResource', { ctor: ResourceCheck, fields: {} })
    .registerType('Authorizer', { ctor: Authorizer, fields: { requestResource: 'RequestResource' } })
    .registerType('PathCheck', { ctor: PathCheck, fields: {} })
    .registerType('GroupCheck', { ctor: GroupCheck, fields: {} })
    .registerType('Decision', { ctor: Decision, fields: {} })
    .registerFunction(
      'Authorizer.path(string): PathCheck',
      ({ may }: Authorizer, path: string) => new PathCheck(may, path),
    )
    .registerFunction(
      'Authorizer.group(string): GroupCheck',
      ({ may }: Authorizer, group: string) => new GroupCheck(may, group),
    )
    .registerFunction(
      'PathCheck.check(string): Decision',
      ({ may, path }: PathCheck, verb: string) => new Decision(may({ verb, path })),
    )
    .registerFunction(
      'GroupCheck.resource(string): RequestResource',
      ({ may, group }: GroupCheck, resource: string) =>
        new ResourceCheck(may, { group, resource, subresource: '', namespace: '', name: '' }),
    )
    .registerFunction(
      'RequestResource.subresource(string): RequestResource',
      (check: ResourceCheck, subresource: string) => check.with({ subresource }),
    )
    .registerFunction(
      'RequestResource.namespace(string): RequestResource',
      (check: ResourceCheck, namespace: string) => check.with({ namespace }),
    )
    .registerFunction('RequestResource.name(string): RequestResource', (check: ResourceCheck, name: string) =>
      check.with({ name }),
    )
    .registerFunction('RequestResource.check(string): Decision', checked)
    .registerFunction('Decision.allowed(): bool', ({ allowed }: Decision) => allowed)
    .registerFunction('Decision.errored(): bool', () => false)
    .registerFunction('Decision.error(): string', () => '')
    .registerFunction('Decision.reason(): string', () => '')
    .registerVariable('authorizer', 'Authorizer');
}
