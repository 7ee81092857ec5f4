// PodDisruptionBudget: how many pods of a set may be taken away at a time.
import { ageColumn, nameColumn } from '#kernel/kinds/columns.ts';
import { validateAtMostAll, validateCountOrPercent } from '#kernel/kinds/count-or-percent.ts';
import { type KindDefinition, type ServedVersion, invalid } from '#kernel/kinds/kind.ts';
import { validateSelector } from '#kernel/kinds/label-selector.ts';
import { equalValues } from '#kernel/model/equal.ts';
import { PodDisruptionBudget } from '#kernel/model/gen/policy.gen.ts';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';

// An empty selector selects no pod in v1beta1 and every pod in v1. A condition on a label that no pod
// has stands for the other meaning in each version.
const emptyLabel = 'pdb.kubernetes.io/deprecated-v1beta1-empty-selector-match';
const selectsNone = { matchExpressions: [{ key: emptyLabel, operator: 'Exists' }] };
const selectsAll = { matchExpressions: [{ key: emptyLabel, operator: 'DoesNotExist' }] };

function withSelector(json: JsonObject, change: (selector: JsonObject) => JsonObject): JsonObject {
  const { spec } = json;
  if (!isJsonObject(spec) || !isJsonObject(spec['selector'])) return json;
  return { ...json, spec: { ...spec, selector: change(spec['selector']) } };
}

const v1beta1: ServedVersion = {
  group: 'policy',
  version: 'v1beta1',
  toStored: (json) =>
    withSelector(json, (selector) =>
      equalValues(selector, {}) ? selectsNone : equalValues(selector, selectsAll) ? {} : selector,
    ),
  fromStored: (json) =>
    withSelector(json, (selector) =>
      equalValues(selector, {}) ? selectsAll : equalValues(selector, selectsNone) ? {} : selector,
    ),
};

export const definition: KindDefinition<PodDisruptionBudget> = {
  type: PodDisruptionBudget,
  group: 'policy',
  version: 'v1',
  plural: 'poddisruptionbudgets',
  singular: 'poddisruptionbudget',
  shortNames: ['pdb'],
  served: [v1beta1],
  namespaced: true,
  hasStatus: true,
  hasGeneration: true,
  columns: [
    nameColumn,
    {
      name: 'Min Available',
      description: 'How many pods have to stay, as a number or a share.',
      value: ({ spec }) => String(spec?.minAvailable ?? 'N/A'),
    },
    {
      name: 'Max Unavailable',
      description: 'How many pods may be away, as a number or a share.',
      value: ({ spec }) => String(spec?.maxUnavailable ?? 'N/A'),
    },
    {
      name: 'Allowed Disruptions',
      type: 'integer',
      description: 'How many pods may be evicted now.',
      value: ({ status }) => status?.disruptionsAllowed ?? 0,
    },
    ageColumn,
  ],
  validate: ({ spec = {} }) => [
    ...(spec.minAvailable !== undefined && spec.maxUnavailable !== undefined
      ? [invalid('spec', spec, 'minAvailable and maxUnavailable cannot be both set')]
      : []),
    ...(['minAvailable', 'maxUnavailable'] as const).flatMap((name) => [
      ...validateCountOrPercent(spec[name], `spec.${name}`),
      ...validateAtMostAll(spec[name], `spec.${name}`),
    ]),
    ...validateSelector(spec.selector, 'spec.selector'),
  ],
};
