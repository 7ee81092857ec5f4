// Policies for tests: as short to say as what is tested.

/** A rule about operations on resources. */
export function ruleOf(resources: string, more: object = {}): object {
  const [group = '', names = ''] = resources.includes(':') ? resources.split(':') : ['', resources];
  return {
    apiGroups: [group],
    apiVersions: ['v1'],
    operations: ['CREATE', 'UPDATE'],
    resources: names.split(','),
    ...more,
  };
}

/** A policy about a rule's requests. `spec` says more, or otherwise. */
export function policyOf(name: string, rule: object, expression: string, spec: object = {}): object {
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicy',
    metadata: { name },
    spec: {
      matchConstraints: { resourceRules: [rule] },
      validations: [{ expression }],
      ...spec,
    },
  };
}

/** A binding of the same name as its policy. */
export function bindingOf(name: string, spec: object = {}): object {
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata: { name },
    spec: { policyName: name, validationActions: ['Deny'], ...spec },
  };
}
