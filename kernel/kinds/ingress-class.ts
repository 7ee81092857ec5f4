// IngressClass: says who serves the ingresses of a class.
import type { FieldCause } from '#kernel/errors.ts';
import { ageColumn, nameColumn } from '#kernel/kinds/columns.ts';
import { type KindDefinition, forbidden, immutable, invalid, required, tooLong } from '#kernel/kinds/kind.ts';
import { formats } from '#kernel/model/formats.ts';
import { IngressClass, type IngressClassParametersReference } from '#kernel/model/gen/networking.gen.ts';

const maxControllerBytes = 250;

/** Whether ingresses that name no class have this one. */
export function isDefaultIngressClass({ metadata }: IngressClass): boolean {
  return metadata.annotations?.['ingressclass.kubernetes.io/is-default-class'] === 'true';
}

function validateController(controller: string): FieldCause[] {
  if (controller.length > maxControllerBytes) return [tooLong('spec.controller', maxControllerBytes)];
  const [domain = '', ...path] = controller.split('/');
  const wrong = formats['dns-subdomain']?.(domain);
  if (wrong !== undefined) return [invalid('spec.controller', controller, wrong)];
  return path.join('/') === ''
    ? [invalid('spec.controller', controller, 'must be a domain-prefixed path (such as "acme.io/foo")')]
    : [];
}

function validateParameters(reference: IngressClassParametersReference): FieldCause[] {
  const { scope, namespace = '' } = reference;
  if (scope === 'Namespace') {
    if (namespace === '')
      return [required('spec.parameters.namespace', "`parameters.scope` is set to 'Namespace'")];
    const wrong = formats['dns-label']?.(namespace);
    return wrong === undefined ? [] : [invalid('spec.parameters.namespace', namespace, wrong)];
  }
  return namespace === ''
    ? []
    : [forbidden('spec.parameters.namespace', "`parameters.scope` is set to 'Cluster'")];
}

function parametersText({ spec }: IngressClass): string {
  if (spec?.parameters === undefined) return '<none>';
  const { apiGroup, kind, name } = spec.parameters;
  return `${kind}${apiGroup === undefined ? '' : `.${apiGroup}`}/${name}`;
}

export const definition: KindDefinition<IngressClass> = {
  type: IngressClass,
  group: 'networking.k8s.io',
  version: 'v1',
  plural: 'ingressclasses',
  singular: 'ingressclass',
  shortNames: [],
  served: [{ group: 'networking.k8s.io', version: 'v1beta1' }],
  namespaced: false,
  hasStatus: false,
  hasGeneration: true,
  columns: [
    nameColumn,
    {
      name: 'Controller',
      description: 'Who carries out ingresses of the class.',
      value: ({ spec }) => spec?.controller ?? '',
    },
    {
      name: 'Parameters',
      description: 'The object with further settings for the controller.',
      value: parametersText,
    },
    ageColumn,
  ],
  validate: ({ spec }) => [
    ...validateController(spec?.controller ?? ''),
    ...(spec?.parameters === undefined ? [] : validateParameters(spec.parameters)),
  ],
  validateUpdate: (next, previous) =>
    immutable('spec.controller', next.spec?.controller, previous.spec?.controller),
};
