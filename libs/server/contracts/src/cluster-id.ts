import { v5 } from 'uuid';

/** Namespace of the ids of clusters; it is part of the data and never changes. */
const CLUSTER_NAMESPACE = '6f6b6e6f-0000-5000-8000-636c75737472';

/**
 * The id of the cluster with this code. It follows from the code alone, so a role may be granted in
 * a cluster before the catalogue is loaded, and every installation gives a cluster the same id.
 */
export function clusterIdOf(code: string): string {
  return v5(code, CLUSTER_NAMESPACE);
}
