// CustomResourceDefinition: defines a kind.
import { customKind, groupOfVersion } from '#kernel/custom/object.ts';
import type { FieldCause } from '#kernel/errors.ts';
import { createdColumn, nameColumn } from '#kernel/kinds/columns.ts';
import {
  type KindDefinition,
  duplicate,
  forbidden,
  immutable,
  invalid,
  required,
} from '#kernel/kinds/kind.ts';
import { validateStructural } from '#kernel/kinds/structural-schema.ts';
import { validateClientConfig } from '#kernel/kinds/webhook-client.ts';
import {
  CustomResourceDefinition,
  type CustomResourceConversion,
  type CustomResourceDefinitionCondition,
  type CustomResourceDefinitionNames,
  type CustomResourceDefinitionVersion,
  type CustomResourceSubresourceScale,
} from '#kernel/model/gen/apiextensions.gen.ts';
import { kindTypes } from '#kernel/model/gen/objects.gen.ts';
import { pathProblem } from '#kernel/model/json-path-text.ts';
import { timeFromMs } from '#kernel/model/time.ts';

const kindPattern = /^[A-Za-z]([-A-Za-z0-9]{0,61}[A-Za-z0-9])?$/;
const kindWords =
  "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name', or 'abc-123')";
/** The annotation that groups of Kubernetes itself need. */
const approvedAnnotation = 'api-approved.kubernetes.io';
const maxWarningLength = 256;
/** The versions of ConversionReview that orc speaks. */
const reviewVersions = ['v1', 'v1beta1'];

function validateNames({ kind, listKind = '' }: CustomResourceDefinitionNames): FieldCause[] {
  const causes: FieldCause[] = [];
  for (const [name, value] of [
    ['kind', kind],
    ['listKind', listKind],
  ] as const)
    if (value !== '' && !kindPattern.test(value))
      causes.push(
        invalid(`spec.names.${name}`, value, `may have mixed case, but should otherwise match: ${kindWords}`),
      );
  if (kind === listKind)
    causes.push(invalid('spec.names.listKind', listKind, 'kind and listKind may not be the same'));
  return causes;
}

function validateScale(scale: CustomResourceSubresourceScale, at: string): FieldCause[] {
  const below = (path: string, roots: readonly string[], field: string): FieldCause[] => {
    if (!/^(\.[A-Za-z_][A-Za-z0-9_-]*)+$/.test(path))
      return [invalid(`${at}.${field}`, path, 'must be a path of fields such as .spec.replicas')];
    return roots.some((root) => path.startsWith(`${root}.`))
      ? []
      : [invalid(`${at}.${field}`, path, `should be a json path under ${roots.join(' or ')}`)];
  };
  const { specReplicasPath, statusReplicasPath, labelSelectorPath = '' } = scale;
  return [
    ...below(specReplicasPath, ['.spec'], 'specReplicasPath'),
    ...below(statusReplicasPath, ['.status'], 'statusReplicasPath'),
    ...(labelSelectorPath === '' ? [] : below(labelSelectorPath, ['.spec', '.status'], 'labelSelectorPath')),
  ];
}

function validateWarning(version: CustomResourceDefinitionVersion, at: string): FieldCause[] {
  const { deprecated, deprecationWarning } = version;
  if (deprecationWarning === undefined) return [];
  if (deprecated !== true)
    return [invalid(at, deprecationWarning, 'can only be set for deprecated versions')];
  return deprecationWarning === '' || deprecationWarning.length > maxWarningLength
    ? [invalid(at, deprecationWarning, `must be of 1 to ${maxWarningLength} characters`)]
    : [];
}

/** The paths of a definition's columns: those that stand already are not judged again. */
function columnPaths(crd: CustomResourceDefinition | undefined): ReadonlySet<string> {
  const versions = crd?.spec.versions ?? [];
  const columns = versions.flatMap(({ additionalPrinterColumns = [] }) => additionalPrinterColumns);
  return new Set(columns.map(({ jsonPath }) => jsonPath));
}

function validateColumns(
  { additionalPrinterColumns = [] }: CustomResourceDefinitionVersion,
  at: string,
  known: ReadonlySet<string>,
): FieldCause[] {
  return additionalPrinterColumns.flatMap(({ jsonPath }, index) => {
    if (known.has(jsonPath)) return [];
    const problem = jsonPath.startsWith('.') ? pathProblem(jsonPath) : 'must begin with a dot';
    return problem === undefined ? [] : [invalid(`${at}[${index}].jsonPath`, jsonPath, problem)];
  });
}

function validateVersion(
  version: CustomResourceDefinitionVersion,
  at: string,
  known: ReadonlySet<string>,
): FieldCause[] {
  const causes = validateWarning(version, `${at}.deprecationWarning`);
  const schema = version.schema?.openAPIV3Schema;
  causes.push(
    ...(schema === undefined
      ? [required(`${at}.schema.openAPIV3Schema`, 'schemas are required')]
      : validateStructural(schema, `${at}.schema.openAPIV3Schema`)),
  );
  const scale = version.subresources?.scale;
  if (scale !== undefined) causes.push(...validateScale(scale, `${at}.subresources.scale`));
  causes.push(...validateColumns(version, `${at}.additionalPrinterColumns`, known));
  for (const [index, { jsonPath }] of (version.selectableFields ?? []).entries())
    if (!/^(\.[A-Za-z_][A-Za-z0-9_-]*)+$/.test(jsonPath) || jsonPath.startsWith('.metadata'))
      causes.push(
        invalid(
          `${at}.selectableFields[${index}].jsonPath`,
          jsonPath,
          'must be a path of fields, outside metadata',
        ),
      );
  return causes;
}

function validateVersions(
  versions: readonly CustomResourceDefinitionVersion[],
  known: ReadonlySet<string>,
): FieldCause[] {
  const causes: FieldCause[] = [];
  const names = new Set<string>();
  for (const [index, version] of versions.entries()) {
    const at = `spec.versions[${index}]`;
    if (names.has(version.name)) causes.push(duplicate(`${at}.name`, version.name));
    names.add(version.name);
    causes.push(...validateVersion(version, at, known));
  }
  if (versions.filter(({ storage }) => storage).length !== 1)
    causes.push(
      invalid(
        'spec.versions',
        versions.map(({ name }) => name),
        'must have exactly one version marked as storage version',
      ),
    );
  return causes;
}

function validateConversion({ strategy, webhook }: CustomResourceConversion): FieldCause[] {
  const at = 'spec.conversion.webhook';
  if (strategy !== 'Webhook')
    return webhook === undefined
      ? []
      : [forbidden(at, 'should not be set when strategy is not set to Webhook')];
  if (webhook === undefined) return [required(at, 'required when strategy is set to Webhook')];
  const { clientConfig, conversionReviewVersions } = webhook;
  return [
    ...(clientConfig === undefined
      ? [required(`${at}.clientConfig`, 'required when strategy is set to Webhook')]
      : validateClientConfig(clientConfig, `${at}.clientConfig`)),
    ...(conversionReviewVersions.some((version) => reviewVersions.includes(version))
      ? []
      : [
          invalid(
            `${at}.conversionReviewVersions`,
            conversionReviewVersions,
            `must include at least one of ${reviewVersions.join(', ')}`,
          ),
        ]),
  ];
}

/** The names that kinds of orc itself have in the group. */
function builtInNames(group: string, { kind, plural }: CustomResourceDefinitionNames): FieldCause[] {
  const isTaken = Object.values(kindTypes).some(
    (type) => type.kind === kind && groupOfVersion(type.apiVersion) === group,
  );
  return isTaken
    ? [invalid('spec.names.kind', kind, `${plural}.${group} is built in: choose another group or kind`)]
    : [];
}

function isProtected(group: string): boolean {
  return ['k8s.io', 'kubernetes.io'].some((domain) => group === domain || group.endsWith(`.${domain}`));
}

function validate(
  { metadata, spec, status }: CustomResourceDefinition,
  previous?: CustomResourceDefinition,
): FieldCause[] {
  const causes: FieldCause[] = [];
  const name = `${spec.names.plural}.${spec.group}`;
  if (metadata.name !== name)
    causes.push(invalid('metadata.name', metadata.name, `must be spec.names.plural+"."+spec.group`));
  causes.push(...builtInNames(spec.group, spec.names));
  if (!spec.group.includes('.'))
    causes.push(invalid('spec.group', spec.group, 'should be a domain with at least one dot'));
  if (isProtected(spec.group) && (metadata.annotations?.[approvedAnnotation] ?? '') === '')
    causes.push(
      required(
        `metadata.annotations[${approvedAnnotation}]`,
        `protected groups must have approval annotation "${approvedAnnotation}"`,
      ),
    );
  if (spec.preserveUnknownFields === true)
    causes.push(
      invalid(
        'spec.preserveUnknownFields',
        true,
        'cannot set to true, set x-kubernetes-preserve-unknown-fields to true in spec.versions[*].schema instead',
      ),
    );
  causes.push(
    ...validateNames(spec.names),
    ...validateVersions(spec.versions, columnPaths(previous)),
    ...validateConversion(spec.conversion ?? {}),
  );
  for (const [index, stored] of (status?.storedVersions ?? []).entries())
    if (!spec.versions.some((version) => version.name === stored))
      causes.push(
        invalid(
          `status.storedVersions[${index}]`,
          stored,
          'must appear in spec.versions: objects are stored in it',
        ),
      );
  return causes;
}

/** Holds a definition until its objects are gone. */
export const cleanupFinalizer = 'customresourcecleanup.apiextensions.k8s.io';

type Condition = CustomResourceDefinitionCondition;

/** The conditions with one as it now is; its time is kept while its status is. */
export function withCondition(
  conditions: readonly Condition[],
  next: Condition,
  nowMs: number,
): readonly Condition[] {
  const before = conditions.find(({ type }) => type === next.type);
  const lastTransitionTime = before?.status === next.status ? before.lastTransitionTime : timeFromMs(nowMs);
  const made = { ...next, ...(lastTransitionTime !== undefined && { lastTransitionTime }) };
  return before === undefined
    ? [...conditions, made]
    : conditions.map((each) => (each.type === next.type ? made : each));
}

/**
 * The definition as it is served: that its names are free is checked where it is committed, so that it is served from
 * the same moment.
 */
export function established(
  crd: CustomResourceDefinition,
  previous: CustomResourceDefinition | undefined,
  nowMs: number,
): CustomResourceDefinition {
  const finalizers = crd.metadata.finalizers ?? [];
  const isNew = previous === undefined && !finalizers.includes(cleanupFinalizer);
  const stored = crd.spec.versions.filter(({ storage }) => storage).map(({ name }) => name);
  const accepted = {
    type: 'NamesAccepted',
    status: 'True',
    reason: 'NoConflicts',
    message: 'no conflicts found',
  };
  const served = {
    type: 'Established',
    status: 'True',
    reason: 'InitialNamesAccepted',
    message: 'the initial names have been accepted',
  };
  const conditions = [accepted, served].reduce(
    (all, condition) => withCondition(all, condition, nowMs),
    crd.status?.conditions ?? [],
  );
  return {
    ...crd,
    metadata: { ...crd.metadata, ...(isNew && { finalizers: [...finalizers, cleanupFinalizer] }) },
    status: {
      ...crd.status,
      conditions,
      acceptedNames: crd.spec.names,
      storedVersions: [...new Set([...(crd.status?.storedVersions ?? []), ...stored])],
    },
  };
}

/** The names that no other definition of the group may have: those of resources, and those of kinds. */
function claims({ spec: { group, names } }: CustomResourceDefinition): readonly string[] {
  const { kind, listKind = '', plural, singular = '', shortNames = [] } = names;
  return [
    ...new Set([plural, singular, ...shortNames].map((name) => `name/${name}.${group}`)),
    ...new Set([kind, listKind].map((name) => `kind/${name}.${group}`)),
  ];
}

export const definition: KindDefinition<CustomResourceDefinition> = {
  type: CustomResourceDefinition,
  group: 'apiextensions.k8s.io',
  version: 'v1',
  plural: 'customresourcedefinitions',
  singular: 'customresourcedefinition',
  shortNames: ['crd', 'crds'],
  categories: ['api-extensions'],
  namespaced: false,
  hasStatus: true,
  hasGeneration: true,
  columns: [nameColumn, createdColumn],
  indexes: {
    kind: { values: ({ spec }) => [customKind(spec.group, spec.names.kind)] },
    group: { values: ({ spec }) => [spec.group] },
  },
  unique: claims,
  defaults: (crd) => ({
    ...crd,
    spec: {
      ...crd.spec,
      names: {
        ...crd.spec.names,
        singular: crd.spec.names.singular ?? crd.spec.names.kind.toLowerCase(),
        listKind: crd.spec.names.listKind ?? `${crd.spec.names.kind}List`,
      },
    },
  }),
  validate,
  validateUpdate: (next, previous) => [
    ...immutable('spec.group', next.spec.group, previous.spec.group),
    ...immutable('spec.scope', next.spec.scope, previous.spec.scope),
    ...immutable('spec.names.kind', next.spec.names.kind, previous.spec.names.kind),
    ...immutable('spec.names.plural', next.spec.names.plural, previous.spec.names.plural),
  ],
};
