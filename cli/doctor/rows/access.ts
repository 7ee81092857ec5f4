// Who may do what: the roles and bindings, and tokens by which machines join.
import { CompiledRules } from '#kernel/access/rules.ts';
import type { Operation } from '#kernel/access/operation.ts';
import type { PolicyRule, RoleRef, Subject } from '#kernel/model/gen/rbac.gen.ts';
import type { Secret } from '#kernel/model/gen/core.gen.ts';
import { type Row, about, failing, of, rowsOf, warning } from '#cli/doctor/check.ts';
import type { Facts, Known } from '#cli/doctor/facts.ts';

const rbac = 'rbac.authorization.k8s.io';

/** A binding, wherever it is, with the rules that it gives. */
interface Grant {
  /** Such as `clusterrolebinding NAME`. */
  readonly where: string;
  /** Empty: the whole cluster. */
  readonly namespace: string;
  readonly role: string;
  readonly subjects: readonly Subject[];
  /** Whether there is such a role. */
  readonly isThere: boolean;
  readonly compiled: CompiledRules;
}

function grantsOf(facts: Facts): Known<readonly Grant[]> {
  const { objects } = facts;
  return of(objects.all('ClusterRole'), (clusterRoles) =>
    of(objects.all('Role'), (roles) =>
      of(objects.all('ClusterRoleBinding'), (clusterBindings) =>
        of(objects.all('RoleBinding'), (bindings) => {
          const compiled = new Map<readonly PolicyRule[], CompiledRules>();
          const compile = (rules: readonly PolicyRule[]): CompiledRules => {
            const made = compiled.get(rules) ?? new CompiledRules(rules);
            compiled.set(rules, made);
            return made;
          };
          const none: readonly PolicyRule[] = [];
          const empty: readonly PolicyRule[] = [];
          const ofCluster = new Map(
            clusterRoles.map(({ metadata, rules = empty }) => [metadata.name, rules]),
          );
          const ofNamespace = new Map(
            roles.map(({ metadata, rules = empty }) => [
              `${metadata.namespace ?? ''}/${metadata.name ?? ''}`,
              rules,
            ]),
          );
          const grant = (
            where: string,
            namespace: string,
            { kind, name }: RoleRef,
            subjects: readonly Subject[] = [],
          ): Grant => {
            const rules =
              (kind === 'Role' ? ofNamespace.get(`${namespace}/${name}`) : ofCluster.get(name)) ?? none;
            return {
              where,
              namespace,
              role: name,
              subjects,
              isThere: rules !== none,
              compiled: compile(rules),
            };
          };
          return {
            value: [
              ...clusterBindings.map(({ metadata, roleRef, subjects }) =>
                grant(`clusterrolebinding ${metadata.name ?? ''}`, '', roleRef, subjects),
              ),
              ...bindings.map(({ metadata, roleRef, subjects }) =>
                grant(
                  `rolebinding ${metadata.namespace ?? ''}/${metadata.name ?? ''}`,
                  metadata.namespace ?? '',
                  roleRef,
                  subjects,
                ),
              ),
            ],
          };
        }),
      ),
    ),
  );
}

const subjectText = ({ kind, name, namespace }: Subject): string =>
  `${kind} ${namespace === undefined || namespace === '' ? '' : `${namespace}/`}${name}`;

/** Whether a subject is one of the cluster's own administrators, who may do everything anyhow. */
function isAdministrator({ kind, name }: Subject): boolean {
  return kind === 'Group' && (name === 'orc:admins' || name === 'system:masters');
}

/** What a new cluster binds to everybody, by the names of the roles. */
const forEverybody: Readonly<Record<string, readonly string[]>> = {
  'system:unauthenticated': ['system:public-info-viewer'],
  'system:anonymous': [],
  'system:authenticated': [
    'system:basic-user',
    'system:discovery',
    'system:public-info-viewer',
    'system:orc-client',
  ],
  'system:serviceaccounts': ['system:service-account-issuer-discovery'],
  'system:bootstrappers': ['system:node-bootstrapper'],
};

/** Bindings that give one of these groups or users more than a new cluster does. */
function boundTo(name: string): (grants: readonly Grant[]) => string[] {
  const known = forEverybody[name] ?? [];
  return (grants) =>
    grants
      .filter(({ role, subjects }) => subjects.some((each) => each.name === name) && !known.includes(role))
      .map(({ where, role }) => `${where} (${role})`);
}

const grants = (judge: (all: readonly Grant[]) => string[], outcome = failing): Row['check'] =>
  about(grantsOf, (all) => outcome(judge(all)));

/**
 * Who else than administrators may do one of these, each with the binding that lets them. Who is bound to cluster-admin
 * may do all of it, and is named by the row about that.
 */
function who(operations: readonly Operation[], onlyEverywhere = false): (all: readonly Grant[]) => string[] {
  return (all) =>
    all
      .filter(({ namespace, role }) => role !== 'cluster-admin' && (!onlyEverywhere || namespace === ''))
      .filter(({ compiled }) => operations.some((each) => compiled.allows(each)))
      .flatMap(({ where, subjects }) =>
        subjects.filter((each) => !isAdministrator(each)).map((each) => `${subjectText(each)} by ${where}`),
      );
}

const may = (verb: string, group: string, resource: string): Operation => ({ verb, group, resource });

/** The rules of what the cluster's users made, not of what every cluster has. */
function ownRoles(facts: Facts): Known<readonly (readonly [name: string, rules: readonly PolicyRule[]])[]> {
  return of(facts.objects.all('ClusterRole'), (clusterRoles) =>
    of(facts.objects.all('Role'), (roles) => ({
      value: [
        ...clusterRoles
          .filter(({ metadata }) => metadata.labels?.['kubernetes.io/bootstrapping'] !== 'rbac-defaults')
          .map(({ metadata, rules = [] }) => [`clusterrole ${metadata.name ?? ''}`, rules] as const),
        ...roles.map(
          ({ metadata, rules = [] }) =>
            [`role ${metadata.namespace ?? ''}/${metadata.name ?? ''}`, rules] as const,
        ),
      ],
    })),
  );
}

const roleRow = (wrong: (rule: PolicyRule) => boolean): Row['check'] =>
  about(ownRoles, (all) => warning(all.filter(([, rules]) => rules.some(wrong)).map(([name]) => name)));

const bootstrapType = 'bootstrap.kubernetes.io/token';
const dayMs = 86_400_000;

function field({ data }: Secret, name: string): string {
  return Buffer.from(data?.[name] ?? []).toString('utf8');
}

/** WARN naming the tokens by which machines join that are not as they should be; never the tokens themselves. */
function joinTokens(wrong: (secret: Secret, nowMs: number) => string | undefined): Row['check'] {
  return about(
    (facts) => facts.objects.all('Secret'),
    (secrets, { nowMs }) =>
      warning(
        secrets
          .filter(({ type }) => type === bootstrapType)
          .flatMap((secret) => {
            const found = wrong(secret, nowMs);
            return found === undefined ? [] : [`token ${field(secret, 'token-id')} ${found}`];
          }),
      ),
  );
}

const least = 'Give them a role with what they need, in the namespace where they need it';
const takeBack = 'Delete the binding: orc delete clusterrolebinding NAME (or rolebinding)';
const expires = (secret: Secret): number => Date.parse(field(secret, 'expiration'));

export const accessRows: readonly Row[] = rowsOf('policies', 'RBAC', [
  [
    1,
    'Nothing is bound to who has not said who they are (system:unauthenticated)',
    takeBack,
    grants(boundTo('system:unauthenticated')),
  ],
  [2, 'Nothing is bound to the user system:anonymous', takeBack, grants(boundTo('system:anonymous'))],
  [
    3,
    'Nothing is bound to everybody (system:authenticated) but looking about',
    takeBack,
    grants(boundTo('system:authenticated')),
  ],
  [
    4,
    'Nothing is bound to all service accounts (system:serviceaccounts)',
    takeBack,
    grants(boundTo('system:serviceaccounts')),
  ],
  [
    5,
    'Whoever has a token to join may join and nothing else (system:bootstrappers)',
    takeBack,
    grants(boundTo('system:bootstrappers')),
  ],
  [
    6,
    'Nothing is bound to nodes (orc:nodes, orc:node:NAME)',
    takeBack,
    grants((all) =>
      all
        .filter(({ subjects }) =>
          subjects.some(
            ({ name }) => name === 'orc:nodes' || name === 'system:nodes' || name.startsWith('orc:node:'),
          ),
        )
        .map(({ where }) => where),
    ),
  ],
  [
    7,
    'Only the groups of administrators are bound to cluster-admin',
    'Bind a smaller role, or put them into a group that is named for it',
    grants(
      (all) =>
        all
          .filter(({ role }) => role === 'cluster-admin')
          .flatMap(({ where, subjects }) =>
            subjects
              .filter((each) => !isAdministrator(each))
              .map((each) => `${subjectText(each)} by ${where}`),
          ),
      warning,
    ),
  ],
  [
    8,
    'No service account is cluster-admin',
    least,
    grants((all) =>
      all
        .filter(
          ({ role, subjects }) =>
            role === 'cluster-admin' && subjects.some(({ kind }) => kind === 'ServiceAccount'),
        )
        .map(({ where }) => where),
    ),
  ],
  [
    9,
    'No other role allows every verb on everything',
    least,
    roleRow(
      ({ verbs, apiGroups = [], resources = [] }) =>
        verbs.includes('*') && resources.includes('*') && apiGroups.includes('*'),
    ),
  ],
  [10, 'No other role has wildcards for verbs', least, roleRow(({ verbs }) => verbs.includes('*'))],
  [
    11,
    'No other role has wildcards for resources',
    least,
    roleRow(({ resources = [] }) => resources.some((each) => each === '*' || each.startsWith('*/'))),
  ],
  [
    12,
    'Nobody else reads the Secrets of all namespaces',
    least,
    grants(
      who(
        ['get', 'list', 'watch'].map((verb) => may(verb, '', 'secrets')),
        true,
      ),
      warning,
    ),
  ],
  [
    13,
    'Nobody else runs programs in the pods of all namespaces',
    least,
    grants(who([may('create', '', 'pods/exec'), may('create', '', 'pods/attach')], true), warning),
  ],
  [
    14,
    'Nobody else makes pods in all namespaces',
    least,
    grants(who([may('create', '', 'pods')], true), warning),
  ],
  [
    15,
    'Nobody else acts for others (impersonate)',
    least,
    grants(who(['users', 'groups'].map((each) => may('impersonate', '', each))), warning),
  ],
  [
    16,
    'Nobody else gives what they do not have (escalate)',
    least,
    grants(who(['roles', 'clusterroles'].map((each) => may('escalate', rbac, each)))),
  ],
  [
    17,
    'Nobody else binds roles that they do not hold (bind)',
    least,
    grants(who(['roles', 'clusterroles'].map((each) => may('bind', rbac, each)))),
  ],
  [
    18,
    'Nobody else writes roles and bindings of the whole cluster',
    least,
    grants(
      who(
        ['create', 'update', 'patch'].flatMap((verb) => [
          may(verb, rbac, 'clusterroles'),
          may(verb, rbac, 'clusterrolebindings'),
        ]),
        true,
      ),
      warning,
    ),
  ],
  [
    19,
    'Nobody else approves certificates',
    least,
    grants(
      who([
        may('update', 'certificates.k8s.io', 'certificatesigningrequests/approval'),
        may('approve', 'certificates.k8s.io', 'signers'),
      ]),
      warning,
    ),
  ],
  [
    20,
    'Nobody else makes tokens of service accounts in all namespaces',
    least,
    grants(who([may('create', '', 'serviceaccounts/token')], true), warning),
  ],
  [
    21,
    'Nobody else changes admission webhooks and policies',
    least,
    grants(
      who(
        [
          'validatingwebhookconfigurations',
          'mutatingwebhookconfigurations',
          'validatingadmissionpolicies',
          'validatingadmissionpolicybindings',
        ].flatMap((each) =>
          ['create', 'update', 'patch', 'delete'].map((verb) =>
            may(verb, 'admissionregistration.k8s.io', each),
          ),
        ),
      ),
      warning,
    ),
  ],
  [
    22,
    'Nobody else adds, removes or moves masters',
    least,
    grants(
      who([
        may('create', 'orc.dev', 'masters'),
        may('delete', 'orc.dev', 'masters'),
        may('update', 'orc.dev', 'masters/leadership'),
      ]),
      warning,
    ),
  ],
  [
    23,
    'Nobody else makes or changes nodes',
    least,
    grants(who(['create', 'update', 'patch', 'delete'].map((verb) => may(verb, '', 'nodes'))), warning),
  ],
  [
    24,
    'Nobody else reaches nodes through the masters (nodes/proxy)',
    least,
    grants(who(['get', 'create'].map((verb) => may(verb, '', 'nodes/proxy'))), warning),
  ],
  [25, 'Nobody else follows the raw log', least, grants(who([may('watch', 'orc.dev', 'log')]), warning)],
  [
    26,
    'No service account named default is bound to anything',
    'Make an account for the program that needs it: default is every pod’s',
    grants((all) =>
      all
        .filter(({ subjects }) =>
          subjects.some(({ kind, name }) => kind === 'ServiceAccount' && name === 'default'),
        )
        .map(({ where }) => where),
    ),
  ],
  [
    27,
    'No binding names a role that is not there',
    'Delete the binding: whoever makes a role of that name decides what it gives',
    grants(
      (all) => all.filter(({ isThere }) => !isThere).map(({ where, role }) => `${where} (${role})`),
      warning,
    ),
  ],
  [
    28,
    'Service accounts are bound in their own namespaces alone',
    'Bind the account in its own namespace',
    grants(
      (all) =>
        all
          .filter(
            ({ namespace, subjects }) =>
              namespace !== '' &&
              subjects.some((each) => each.kind === 'ServiceAccount' && each.namespace !== namespace),
          )
          .map(({ where }) => where),
      warning,
    ),
  ],
  [
    30,
    'Tokens by which machines join end within a day',
    'orc token delete ID; orc token create makes one for an hour',
    joinTokens((secret, nowMs) =>
      Number.isNaN(expires(secret))
        ? 'never ends'
        : expires(secret) - nowMs > dayMs
          ? `ends in ${Math.round((expires(secret) - nowMs) / dayMs)} days`
          : undefined,
    ),
  ],
  [
    31,
    'Tokens by which machines join let in ten machines at most',
    'orc token delete ID; orc token create --uses COUNT',
    joinTokens((secret) =>
      field(secret, 'uses') === ''
        ? 'lets in any number'
        : Number(field(secret, 'uses')) > 10
          ? `lets in ${field(secret, 'uses')} more`
          : undefined,
    ),
  ],
  [
    32,
    'No tokens of service accounts stand in Secrets',
    'Delete the Secret: tokens by request (orc, kubectl create token, volumes) end by themselves',
    about(
      (facts) => facts.objects.all('Secret'),
      (secrets) =>
        warning(
          secrets
            .filter(({ type }) => type === 'kubernetes.io/service-account-token')
            .map(({ metadata }) => `${metadata.namespace ?? ''}/${metadata.name ?? ''}`),
        ),
    ),
  ],
  [
    33,
    'The default roles are kept whole (autoupdate)',
    'Take the annotation away: what later versions take from the role stays in it',
    about(
      (facts) => facts.objects.all('ClusterRole'),
      (all) =>
        warning(
          all
            .filter(
              ({ metadata }) =>
                metadata.labels?.['kubernetes.io/bootstrapping'] === 'rbac-defaults' &&
                metadata.annotations?.['rbac.authorization.kubernetes.io/autoupdate'] === 'false',
            )
            .map(({ metadata }) => metadata.name ?? ''),
        ),
    ),
  ],
  [
    34,
    'No request for a certificate names one of the cluster’s own groups',
    'orc delete csr NAME, and find out who made it',
    about(
      (facts) => facts.objects.all('CertificateSigningRequest'),
      (all) =>
        warning(
          all
            .filter(({ status }) =>
              (status?.conditions ?? []).some(({ reason }) => reason === 'SubjectReserved'),
            )
            .map(({ metadata, spec }) => `${metadata.name ?? ''} of ${spec.username ?? ''}`),
        ),
    ),
  ],
]);
