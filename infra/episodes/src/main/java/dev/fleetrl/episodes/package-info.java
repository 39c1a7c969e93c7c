/**
 * Sealed episodes, their labels and their snapshots, as files.
 *
 * <pre>
 *   episodes/{collection}/{episode}.parquet   EpisodeStore    a row a step; schema and manifest in the file's metadata
 *   labels/{run}/{episode}.parquet, run.json  LabelStore      side-cars, a row a step; joined by episode and step
 *   snapshots/{id}.json                       SnapshotStore   a list of episodes with their digests
 * </pre>
 *
 * <p>Every file is written under a temporary name and renamed. All of it opens in DuckDB, pandas or polars.
 */
@NullMarked
package dev.fleetrl.episodes;

import org.jspecify.annotations.NullMarked;
