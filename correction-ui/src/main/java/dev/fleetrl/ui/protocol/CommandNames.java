package dev.fleetrl.ui.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import java.util.Arrays;

/** What commands are called on the wire. */
final class CommandNames {
    private CommandNames() {}

    static String of(Class<? extends UiCommand> type) {
        return Arrays.stream(UiCommand.class.getAnnotation(JsonSubTypes.class).value())
                .filter(named -> named.value().equals(type))
                .map(JsonSubTypes.Type::name)
                .findFirst()
                .orElseThrow();
    }
}
