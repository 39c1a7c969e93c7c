/**
 * The thin TensorFlow layer: nets of named parameters, layers, AdamW, frozen models and batches.
 *
 * <pre>
 *   JPEG ─ FrameCodec ─┐
 *   words ─ InstructionTokenizer ─ ObservationSet ─ ObservationBatch ─ ObservationInputs ─ ObservationEncoder ─ features
 *   proprioception ────┘
 * </pre>
 *
 * <p>Graph mode only, for TensorFlow Java has no gradients in eager mode. No tensor leaves {@link
 * dev.fleetrl.learning.GraphRun}: a tensor that is read after its result was closed holds garbage, and nothing says so.
 * All randomness is drawn here in Java from seeds, so equal seeds give equal weights, bit for bit, on the same CPU with the
 * same number of threads.
 */
@NullMarked
package dev.fleetrl.learning;

import org.jspecify.annotations.NullMarked;
