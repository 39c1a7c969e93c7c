package dev.fleetrl.value;

import dev.fleetrl.value.critic.CriticConfig;
import dev.fleetrl.value.critic.watch.WatchConfig;
import dev.fleetrl.value.function.ValueFunctionConfig;

/**
 * How value-model runs. Read once, from one file, in {@code main}; every value is in the file.
 *
 * @param kafka host:port of the log
 * @param data folder that the services share
 * @param exitWithParent whether to end when standard input does
 * @param critic the progress critic
 * @param watch how the critic watches the fleet
 * @param value the value function
 */
public record ValueModelConfig(
        String kafka,
        String data,
        boolean exitWithParent,
        CriticConfig critic,
        WatchConfig watch,
        ValueFunctionConfig value) {}
