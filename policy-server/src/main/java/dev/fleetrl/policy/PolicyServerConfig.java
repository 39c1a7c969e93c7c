package dev.fleetrl.policy;

import dev.fleetrl.learning.Device;
import dev.fleetrl.policy.serving.ServingConfig;

/**
 * How a policy server runs. Read once, from one file, in {@code main}; every value is in the file.
 *
 * @param name of this server in the log; two servers need two names
 * @param kafka host:port of the log
 * @param data the folder that holds {@code policies/}
 * @param device where TensorFlow computes: {@code auto}, {@code cpu} or {@code gpu:N}
 * @param http where robots ask
 * @param serving how they are answered
 * @param exitWithParent whether to end when standard input does
 */
record PolicyServerConfig(
        String name,
        String kafka,
        String data,
        String device,
        Http http,
        ServingConfig serving,
        boolean exitWithParent) {
    PolicyServerConfig {
        var unused = Device.checked(device);
    }

    /**
     * Where to listen.
     *
     * @param port 0 takes a free one
     */
    record Http(String host, int port) {}
}
