// Which requests stand in the audit log: a Policy in Kubernetes' form, whose first rule that is about a request decides.
// Levels are None and Metadata. Request and RequestResponse are refused by name: they would write what Secrets, tokens and
// ConfigMaps hold, and of changes the log of the cluster holds every object anyway.
// https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/#audit-k8s-io-v1-Policy
import { parse as parseYaml } from 'yaml';
import { OrcError, messageOf } from '#kernel/errors.ts';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';
import { type ObjectReference, type Stage, stages } from '#api/audit/event.ts';
import { groups } from '#runtime/pki.ts';

/** Resources of one group: their plurals, with parts after a slash; none: all of them. */
interface GroupResources {
  readonly group: string;
  readonly resources: readonly string[];
  readonly resourceNames: readonly string[];
}

interface Rule {
  readonly level: 'None' | 'Metadata';
  readonly users: readonly string[];
  readonly userGroups: readonly string[];
  readonly verbs: readonly string[];
  readonly resources: readonly GroupResources[];
  readonly namespaces: readonly string[];
  readonly nonResourceURLs: readonly string[];
  readonly omitStages: readonly Stage[];
}

/** What a policy judges a request by. */
export interface Audited {
  readonly user: string;
  readonly groups: readonly string[];
  readonly verb: string;
  /** Absent where the request is about no resource. */
  readonly ref: ObjectReference | undefined;
  /** The path, without a query. */
  readonly path: string;
}

export interface AuditPolicy {
  readonly rules: readonly Rule[];
  readonly omitStages: readonly Stage[];
}

function matchesUrl(pattern: string, path: string): boolean {
  return (
    pattern === '*' || (pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : pattern === path)
  );
}

function matchesResource(
  { group, resources, resourceNames }: GroupResources,
  { apiGroup = '', resource, subresource = '', name = '' }: ObjectReference,
): boolean {
  if (group !== apiGroup) return false;
  if (resources.length === 0) return true;
  if (resourceNames.length > 0 && !resourceNames.includes(name)) return false;
  const whole = subresource === '' ? resource : `${resource}/${subresource}`;
  return resources.some(
    (each) =>
      each === '*' ||
      each === whole ||
      (subresource !== '' && (each === `${resource}/*` || each === `*/${subresource}`)),
  );
}

function isAbout(rule: Rule, { user, groups: held, verb, ref, path }: Audited): boolean {
  if (rule.users.length > 0 && !rule.users.includes(user)) return false;
  if (rule.userGroups.length > 0 && !rule.userGroups.some((group) => held.includes(group))) return false;
  if (rule.verbs.length > 0 && !rule.verbs.includes(verb)) return false;
  if (ref === undefined) {
    if (rule.namespaces.length > 0 || rule.resources.length > 0) return false;
    return rule.nonResourceURLs.length === 0 || rule.nonResourceURLs.some((each) => matchesUrl(each, path));
  }
  if (rule.nonResourceURLs.length > 0) return false;
  if (rule.namespaces.length > 0 && !rule.namespaces.includes(ref.namespace ?? '')) return false;
  return rule.resources.length === 0 || rule.resources.some((each) => matchesResource(each, ref));
}

/** Whether a request stands in the log at a stage. */
export function isWritten({ rules, omitStages }: AuditPolicy, request: Audited, stage: Stage): boolean {
  if (omitStages.includes(stage)) return false;
  const rule = rules.find((each) => isAbout(each, request));
  return rule?.level === 'Metadata' && !rule.omitStages.includes(stage);
}

const anything = {
  users: [],
  userGroups: [],
  verbs: [],
  resources: [],
  namespaces: [],
  nonResourceURLs: [],
  omitStages: [],
} as const;

/**
 * What is written where no policy is named: all but what masters read of each other, health, and what clients read to
 * find their way. Nodes speak to masters over NATS: what one of them asks here is worth a line.
 */
export const defaultPolicy: AuditPolicy = {
  omitStages: [],
  rules: [
    { ...anything, level: 'None', userGroups: [groups.masters], verbs: ['get', 'list', 'watch'] },
    {
      ...anything,
      level: 'None',
      verbs: ['get', 'head'],
      nonResourceURLs: [
        '/',
        '/api',
        '/api/*',
        '/apis',
        '/apis/*',
        '/healthz*',
        '/livez*',
        '/readyz*',
        '/openapi/*',
        '/openid/*',
        '/.well-known/*',
        '/orc.dev/authority',
        '/version',
        '/version/',
      ],
    },
    { ...anything, level: 'Metadata' },
  ],
};

/** Reads the fields of one JSON object; what is wrong is noted with where it stands. */
class Reader {
  readonly #json: JsonObject;
  readonly #at: string;
  readonly #problems: string[];
  readonly #known = new Set<string>();

  constructor(json: unknown, at: string, problems: string[]) {
    this.#json = isJsonObject(json) ? json : {};
    this.#at = at;
    this.#problems = problems;
    if (!isJsonObject(json)) problems.push(`${at === '' ? 'the policy' : at}: must be an object`);
  }

  #path(name: string): string {
    return this.#at === '' ? name : `${this.#at}.${name}`;
  }

  refuse(name: string, why: string): void {
    this.#problems.push(`${this.#path(name)}: ${why}`);
  }

  take(name: string): unknown {
    this.#known.add(name);
    return this.#json[name];
  }

  /** A list of texts, each as `accepts` wants it; none where it is absent. */
  texts(
    name: string,
    wanted = 'a list of texts',
    accepts: (text: string) => boolean = (text) => text !== '' && text !== '*',
  ): readonly string[] {
    const value = this.take(name) ?? [];
    const isGood = (each: unknown): each is string => typeof each === 'string' && accepts(each);
    if (Array.isArray(value) && value.every(isGood)) return value;
    this.refuse(name, `is ${JSON.stringify(value)}, must be ${wanted}`);
    return [];
  }

  stages(): readonly Stage[] {
    const named = this.texts('omitStages', `a list of any of ${stages.join(', ')}`, (text) =>
      stages.some((stage) => stage === text),
    );
    return stages.filter((stage) => named.includes(stage));
  }

  /** A list of objects. */
  each<T>(name: string, read: (reader: Reader) => T): readonly T[] {
    const value = this.take(name) ?? [];
    if (!Array.isArray(value)) {
      this.refuse(name, 'must be a list');
      return [];
    }
    return value.map((item: unknown, index) => {
      const reader = new Reader(item, `${this.#path(name)}[${index}]`, this.#problems);
      const made = read(reader);
      reader.refuseOthers();
      return made;
    });
  }

  refuseOthers(): void {
    for (const name of Object.keys(this.#json))
      if (!this.#known.has(name)) this.refuse(name, 'is no field of a Policy of audit.k8s.io/v1');
  }
}

function levelIn(reader: Reader): Rule['level'] {
  const level = reader.take('level');
  if (level === 'None' || level === 'Metadata') return level;
  if (level === 'Request' || level === 'RequestResponse')
    reader.refuse(
      'level',
      `${level} is not supported, since bodies are never written: say Metadata; what a change made of an object is in the cluster's log (orc log tail) at the revision that the event names`,
    );
  else reader.refuse('level', `is ${JSON.stringify(level) ?? 'missing'}, must be None or Metadata`);
  return 'Metadata';
}

function ruleIn(reader: Reader): Rule {
  const many = 'a list of names; leave the field out to mean all';
  const rule = {
    level: levelIn(reader),
    users: reader.texts('users', many),
    userGroups: reader.texts('userGroups', many),
    verbs: reader.texts('verbs', many),
    namespaces: reader.texts('namespaces', many, (text) => text !== '*'),
    nonResourceURLs: reader.texts(
      'nonResourceURLs',
      'a list of paths, with * at their ends at most',
      (text) => text === '*' || /^\/[^*]*\*?$/.test(text),
    ),
    resources: reader.each('resources', (each) => {
      const group = each.take('group') ?? '';
      if (typeof group !== 'string' || group === '*')
        each.refuse('group', 'must be the name of one API group');
      const resources = each.texts('resources', undefined, (text) => text !== '');
      const resourceNames = each.texts('resourceNames');
      if (resourceNames.length > 0 && resources.length === 0)
        each.refuse('resources', 'must be given where resourceNames are');
      return { group: typeof group === 'string' ? group : '', resources, resourceNames };
    }),
    omitStages: reader.stages(),
  };
  // Kubernetes knows it; without bodies there are none to leave out.
  reader.take('omitManagedFields');
  if (rule.nonResourceURLs.length > 0 && rule.resources.length + rule.namespaces.length > 0)
    reader.refuse('nonResourceURLs', 'can not stand beside resources or namespaces: make it two rules');
  return rule;
}

/** Reads a policy in YAML or JSON. Throws BadRequest naming everything that is wrong with it. */
export function parseAuditPolicy(text: string, file: string): AuditPolicy {
  let json: unknown;
  try {
    json = parseYaml(text, { maxAliasCount: 100 });
  } catch (error) {
    throw new OrcError('BadRequest', `audit.policyFile: ${file} is not valid YAML: ${messageOf(error)}`);
  }
  const problems: string[] = [];
  const reader = new Reader(json, '', problems);
  if (reader.take('apiVersion') !== 'audit.k8s.io/v1') reader.refuse('apiVersion', 'must be audit.k8s.io/v1');
  if (reader.take('kind') !== 'Policy') reader.refuse('kind', 'must be Policy');
  reader.take('metadata');
  reader.take('omitManagedFields');
  const omitStages = reader.stages();
  const rules = reader.each('rules', ruleIn);
  if (rules.length === 0) reader.refuse('rules', 'must hold a rule: without one nothing is written');
  reader.refuseOthers();
  if (problems.length > 0)
    throw new OrcError('BadRequest', `audit.policyFile: ${file}:\n  ${problems.join('\n  ')}`);
  return { rules, omitStages };
}
