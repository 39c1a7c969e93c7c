package dev.fleetrl.simulation.physics;

/** Which things can touch which. The arm does not touch itself, nor a mechanism the furniture that it runs in. */
enum Layer {
    TABLE(1),
    FURNITURE(1),
    ARM(2),
    OBJECT(4),
    MECHANISM(8);

    final int category;

    Layer(int category) {
        this.category = category;
    }

    long collidesWith() {
        return switch (this) {
            case TABLE, FURNITURE -> ARM.category | OBJECT.category;
            case ARM -> FURNITURE.category | OBJECT.category | MECHANISM.category;
            case OBJECT -> FURNITURE.category | ARM.category | OBJECT.category | MECHANISM.category;
            case MECHANISM -> ARM.category | OBJECT.category;
        };
    }
}
