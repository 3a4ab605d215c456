import { v5 } from 'uuid';

/** Namespace of the ids of clusters; it is part of the data and never changes. */
const CLUSTER_NAMESPACE = '6f6b6e6f-0000-5000-8000-636c75737472';

/** Asked for at every request, by the codes in the roles of who asks: no more than there are clusters. */
const known = new Map<string, string>();
const KNOWN_MAX = 1_000;

/**
 * The id of the cluster with this code. It follows from the code alone, so a role may be granted in
 * a cluster before the catalogue is loaded, and every installation gives a cluster the same id.
 */
export function clusterIdOf(code: string): string {
  let id = known.get(code);
  if (id === undefined) {
    id = v5(code, CLUSTER_NAMESPACE);
    if (known.size < KNOWN_MAX) {
      known.set(code, id);
    }
  }
  return id;
}
