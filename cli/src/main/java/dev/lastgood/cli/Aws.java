package dev.lastgood.cli;

import dev.lastgood.functions.config.Configuration;
import dev.lastgood.functions.handler.Platform;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** AWS, as the commands that ask it reach it: the account and Region of an environment. */
interface Aws {
  /**
   * The tables of an environment, for what the functions know of them.
   *
   * @param configuration the environment
   * @param endpoint where DynamoDB is asked, instead of AWS's own endpoint
   * @return a platform that has DynamoDB alone
   * @throws AwsFailedException where there are no credentials
   */
  Platform tables(Configuration configuration, Optional<URI> endpoint);

  /**
   * The stacks of an environment's account and Region, for what the functions know of them.
   *
   * @param configuration the environment
   * @return a platform that has CloudFormation alone, whose client several threads may use
   * @throws AwsFailedException where there are no credentials
   */
  Platform stacks(Configuration configuration);

  /**
   * Lets time pass, on the clock that those platforms have.
   *
   * @param duration how much; nothing passes where it is zero or less
   */
  void pause(Duration duration);

  /**
   * Whose credentials these are, as AWS itself says it.
   *
   * @param configuration the environment
   * @return the ARN of a user or of a role's session
   * @throws AwsFailedException where AWS does not say
   */
  String caller(Configuration configuration);
}
