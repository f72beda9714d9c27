/**
 * What Lastgood relies on of the services beside DynamoDB: plain cases, run on the simulated world
 * always, and on an endpoint where a property names one. A case is true to AWS's documents, which
 * it names; where those are silent, there is none.
 *
 * <p>Every case is cheap on AWS itself: it launches nothing, and removes what it has made.
 *
 * <p>Begin with {@link dev.lastgood.test.contract.service.ServiceContract}.
 */
package dev.lastgood.test.contract.service;
