package dev.fleetrl.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Which action of which predicted chunk was executed.
 *
 * @param chunk number of the chunk within its episode, from 0; -1 where no policy acted
 * @param index position within the chunk, from 0; a chunk that was predicted while the one before went on does not begin at 0. -1
 *     where no policy acted
 * @param delay how many of the chunk's first actions were fixed before it was predicted, for they would be executed before it came
 *     (real-time chunking); 0, and absent from the message, where the chunk is the policy's alone
 */
public record ChunkPosition(
        int chunk,
        int index,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) int delay) {
    public static final ChunkPosition NONE = new ChunkPosition(-1, -1);

    /** Of a chunk that is the policy's alone. */
    public ChunkPosition(int chunk, int index) {
        this(chunk, index, 0);
    }
}
