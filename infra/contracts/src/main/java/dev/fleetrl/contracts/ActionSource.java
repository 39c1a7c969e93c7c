package dev.fleetrl.contracts;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** Who chose an action. A human correction is not another kind of data; it is a step with another source. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "source")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ActionSource.Policy.class, name = "policy"),
    @JsonSubTypes.Type(value = ActionSource.Correction.class, name = "correction"),
    @JsonSubTypes.Type(value = ActionSource.Demonstration.class, name = "demonstration"),
    @JsonSubTypes.Type(value = ActionSource.Hold.class, name = "hold")
})
public sealed interface ActionSource {
    /** The policy acted. */
    record Policy(PolicyVersion version) implements ActionSource {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.policy(this);
        }
    }

    /** A person had taken over from the policy. */
    record Correction(OperatorId operator) implements ActionSource {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.correction(this);
        }
    }

    /** A person, or the scripted expert, showed the task from the start. */
    record Demonstration(OperatorId by) implements ActionSource {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.demonstration(this);
        }
    }

    /** Nobody acted: the robot held its pose. Never trained on. */
    record Hold() implements ActionSource {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.hold(this);
        }
    }

    /** Java 17 has no exhaustive switch over sealed types; a new source must fail to compile where it matters. */
    <R> R match(Cases<R> cases);

    /** One answer for each source. */
    interface Cases<R> {
        R policy(Policy source);

        R correction(Correction source);

        R demonstration(Demonstration source);

        R hold(Hold source);
    }
}
