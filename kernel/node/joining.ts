// What machines that join, and the masters that let them in, agree on by name.

/** Who signs for what: for users and for nodes by Kubernetes' names, and for masters. */
export const signers = {
  users: 'kubernetes.io/kube-apiserver-client',
  nodes: 'kubernetes.io/kube-apiserver-client-kubelet',
  masters: 'orc.dev/master',
} as const;

/** The Secrets that hold tokens by which machines join, in the form that Kubernetes documents. */
export const bootstrapSecret = {
  namespace: 'kube-system',
  type: 'bootstrap.kubernetes.io/token',
  /** Before the token's id in the Secret's name. */
  prefix: 'bootstrap-token-',
} as const;

/** Everybody who came by such a token, and those whose token lets masters join. */
export const bootstrappers = 'system:bootstrappers';
export const masterBootstrappers = `${bootstrappers}:orc:masters`;
