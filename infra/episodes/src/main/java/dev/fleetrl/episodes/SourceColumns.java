package dev.fleetrl.episodes;

import dev.fleetrl.contracts.ActionSource;
import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.PolicyVersion;
import java.util.Optional;

/** An {@link ActionSource} as two plain columns: its kind, and which policy or person. */
public final class SourceColumns {
    private static final ActionSource.Cases<String> KIND = new ActionSource.Cases<>() {
        @Override
        public String policy(ActionSource.Policy source) {
            return "policy";
        }

        @Override
        public String correction(ActionSource.Correction source) {
            return "correction";
        }

        @Override
        public String demonstration(ActionSource.Demonstration source) {
            return "demonstration";
        }

        @Override
        public String hold(ActionSource.Hold source) {
            return "hold";
        }
    };

    private static final ActionSource.Cases<Optional<String>> WHO = new ActionSource.Cases<>() {
        @Override
        public Optional<String> policy(ActionSource.Policy source) {
            return Optional.of(source.version().value());
        }

        @Override
        public Optional<String> correction(ActionSource.Correction source) {
            return Optional.of(source.operator().value());
        }

        @Override
        public Optional<String> demonstration(ActionSource.Demonstration source) {
            return Optional.of(source.by().value());
        }

        @Override
        public Optional<String> hold(ActionSource.Hold source) {
            return Optional.empty();
        }
    };

    private SourceColumns() {}

    /** {@code policy}, {@code correction}, {@code demonstration} or {@code hold}. */
    public static String kind(ActionSource source) {
        return source.match(KIND);
    }

    /** Which policy or person; nobody in a hold. */
    public static Optional<String> who(ActionSource source) {
        return source.match(WHO);
    }

    static ActionSource of(String kind, String who) {
        return switch (kind) {
            case "policy" -> new ActionSource.Policy(new PolicyVersion(who));
            case "correction" -> new ActionSource.Correction(new OperatorId(who));
            case "demonstration" -> new ActionSource.Demonstration(new OperatorId(who));
            case "hold" -> new ActionSource.Hold();
            default -> throw new IllegalArgumentException("unknown source of an action: " + kind);
        };
    }
}
