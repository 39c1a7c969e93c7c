package dev.fleetrl.local.bench.page;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What two tablets noted; times in ms since 1970.
 *
 * @param millis how long they did
 * @param presses when the page was given each touch; absent where the robot was not the tablet's just then
 */
record TabletNotes(double millis, List<Optional<Double>> presses, List<Picture> cockpit, List<Picture> wall) {
    /**
     * A picture on its way.
     *
     * @param taken just before it was rendered, by the robot's clock
     * @param received by the page's script
     * @param drawn decoded, and on its canvas
     * @param shown when the frame that shows it was handed to the browser's compositor
     */
    record Picture(
            String robot, String camera, long sequence, double taken, double received, double drawn, double shown) {}

    static TabletNotes parse(String json) {
        try {
            return new ObjectMapper()
                    .registerModule(new com.fasterxml.jackson.datatype.jdk8.Jdk8Module())
                    .readValue(json, TabletNotes.class);
        } catch (IOException e) {
            throw new IllegalStateException("the tablets' notes cannot be read", e);
        }
    }
}
