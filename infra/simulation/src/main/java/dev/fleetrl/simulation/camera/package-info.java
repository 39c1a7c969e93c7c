/**
 * What the cameras see: a z-buffer rasteriser in plain Java, so that no GPU and no native library is needed.
 *
 * <pre>
 *   Part, link ─ Mesh ─→ Raster (Gouraud light, clipping, planar shadows, 2×2 samples a pixel) ─→ RGB ─→ JPEG
 * </pre>
 */
@NullMarked
package dev.fleetrl.simulation.camera;

import org.jspecify.annotations.NullMarked;
