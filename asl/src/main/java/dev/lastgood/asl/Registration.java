package dev.lastgood.asl;

/** A state machine as the host knows it. */
record Registration(StateMachineArn arn, String roleArn, StateMachine machine) {}
