/**
 * Learning studies: the loop of docs/method.md for many training seeds, the matched controls and the other recipes on the same
 * data, cell by cell, so that a study of hours survives being cut off.
 *
 * <pre>
 *   Study ─ CellProcess ─ StudyWorkerMain ─ Story ─ VirtualSite      a cell: {@code cells/{task}/{variant}/…json}
 *     └ report: StudyReport → table, Markdown, SVG
 * </pre>
 */
@NullMarked
package dev.fleetrl.local.study;

import org.jspecify.annotations.NullMarked;
