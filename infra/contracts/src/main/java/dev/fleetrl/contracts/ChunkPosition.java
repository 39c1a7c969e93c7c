package dev.fleetrl.contracts;

/**
 * Which action of which predicted chunk was executed.
 *
 * @param chunk number of the chunk within its episode, from 0; -1 where no policy acted
 * @param index position within the chunk, from 0; -1 where no policy acted
 */
public record ChunkPosition(int chunk, int index) {
    public static final ChunkPosition NONE = new ChunkPosition(-1, -1);
}
