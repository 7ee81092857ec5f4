// A request about objects, once it is known who makes it and which kind it is about: what its path and query
// mean.
import { OrcError } from '#kernel/errors.ts';
import type { Key } from '#kernel/model/gen/log.gen.ts';
import { parseFieldSelector, parseSelector, selectorOfMap } from '#kernel/model/selector.ts';
import type { Operation, ResourceOperation } from '#kernel/access/operation.ts';
import { nameSelected, onObjects } from '#api/access/objects.ts';
import { maxManagerLength } from '#api/admission/ownership.ts';
import type { Standing } from '#api/access/standing.ts';
import type { Caller } from '#api/commit.ts';
import type { Exchange } from '#api/http/exchange.ts';
import { invalidOptions, optionsOf, unsupportedOption } from '#api/http/options.ts';
import { type ResourceRequest, countOf, flagOf } from '#api/http/request.ts';
import type { Resource } from '#api/http/resources.ts';
import { apiLimits } from '#api/limits.ts';
import type { Scope } from '#api/watch.ts';

/** A request about a kind's objects, with who makes it. */
export interface ObjectCall {
  readonly exchange: Exchange;
  readonly resource: Resource;
  readonly request: ResourceRequest;
  readonly caller: Caller;
  /** Throws Forbidden when the caller may not. */
  readonly allow: (operation: Operation) => void;
  /** What tells whether the caller, who has just been allowed something that goes on, still may. */
  readonly standing: (operation: Operation) => Standing;
  /** Aborted when the client goes away or its time is up. */
  readonly signal: AbortSignal;
}

/** The operation that a call is, under the group that its path names. */
export function operationOn(
  { resource, request }: ObjectCall,
  verb: string,
  name = request.name ?? '',
): ResourceOperation {
  const { subresource, namespace } = request;
  return onObjects(resource.definition, verb, { group: resource.group, namespace, name, subresource });
}

/** The operation that a call for many objects is: for one where its path or its field selector names one. */
export function operationOnMany(
  call: ObjectCall,
  verb: 'list' | 'watch' | 'deletecollection',
): ResourceOperation {
  const selected = nameSelected(parseFieldSelector(call.exchange.query.get('fieldSelector') ?? ''));
  return operationOn(call, verb, call.request.name ?? (verb === 'deletecollection' ? '' : selected));
}

/** The name in a call's path. Throws BadRequest without one. */
export function nameOf({ request }: ObjectCall): string {
  if (request.name === undefined || request.name === '')
    throw new OrcError('BadRequest', 'the path names no object');
  return request.name;
}

/** The key that a call's path names. */
export function keyIn(call: ObjectCall): Key {
  const { definition, kind } = call.resource;
  const namespace = definition.namespaced ? (call.request.namespace ?? '') : '';
  return { group: definition.group, kind, namespace, name: nameOf(call) };
}

/** Which objects a call is about. */
export function scopeOf({ exchange, resource, request }: ObjectCall): Scope {
  const fields = parseFieldSelector(exchange.query.get('fieldSelector') ?? '');
  // A watch of one object by its path is one by its name.
  const named = request.name === undefined ? [] : selectorOfMap({ 'metadata.name': request.name });
  return {
    kind: resource.storedKind,
    definition: resource.definition,
    namespace: resource.definition.namespaced ? request.namespace : undefined,
    labels: parseSelector(exchange.query.get('labelSelector') ?? ''),
    fields: [...fields, ...named],
  };
}

/** Whether everything is to be checked and nothing done. `further` is what a body says of it. */
export function dryRunOf({ exchange }: ObjectCall, further: readonly string[] = []): boolean {
  const asked = [...exchange.query.getAll('dryRun'), ...further];
  for (const value of asked)
    if (value !== 'All') throw unsupportedOption(optionsOf(exchange.method), 'dryRun', value, ['All']);
  return asked.length > 0;
}

const notPrintable = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** Who changes an object: as the request says, else the program that its User-Agent names. */
export function managerOf({ exchange }: ObjectCall): string {
  const given = exchange.query.get('fieldManager') ?? '';
  if (given === '') {
    const [program = ''] = (exchange.header('user-agent') ?? '').split('/');
    return program.replaceAll(notPrintable, '').slice(0, maxManagerLength);
  }
  if (given.length > maxManagerLength)
    throw invalidOptions(
      optionsOf(exchange.method),
      'TooLong',
      'fieldManager',
      `Too long: may not be more than ${maxManagerLength} bytes`,
    );
  if (given.search(notPrintable) >= 0)
    throw invalidOptions(
      optionsOf(exchange.method),
      'Invalid',
      'fieldManager',
      `Invalid value: ${JSON.stringify(given)}: invalid character: should only contain printable characters`,
    );
  return given;
}

/** How a configuration is applied: by whom, and whether over others. Throws Invalid when nobody is named. */
export function applicationOf(call: ObjectCall): { readonly fieldManager: string; readonly force: boolean } {
  const { query } = call.exchange;
  if ((query.get('fieldManager') ?? '') === '')
    throw invalidOptions(
      'PatchOptions',
      'Required',
      'fieldManager',
      'Required value: is required for apply patch',
    );
  return { fieldManager: managerOf(call), force: flagOf(query, 'force') };
}

/** Refuses what only means something where a configuration is applied. */
export function refuseForce({ exchange }: ObjectCall): void {
  if (exchange.query.has('force'))
    throw invalidOptions(
      'PatchOptions',
      'Forbidden',
      'force',
      'Forbidden: may not be specified for non-apply patch',
    );
}

/** How long a watch is to live, in milliseconds. */
export function watchMsOf(query: URLSearchParams): number {
  const seconds = countOf(query, 'timeoutSeconds') ?? 0;
  if (seconds > 0) return Math.min(seconds * 1000, apiLimits.longestWatchMs);
  return Math.floor(apiLimits.watchMs * (1 + Math.random()));
}
