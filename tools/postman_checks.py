"""The tests of the requests of the Postman collection, in JavaScript."""

STATUS = 'pm.test("the status", () => pm.response.to.have.status(%d));'
ROWS = """pm.test("one prediction per row", () => {
  pm.expect(pm.response.json().predictions).to.have.lengthOf(%d);
});"""
NUMBER = """pm.test("a number", () => {
  pm.expect(pm.response.json().predictions[0]).to.be.a("number");
});"""
OUTCOMES = """pm.test("a number for each outcome", () => {
  pm.expect(Object.keys(pm.response.json().predictions[0])).to.eql(%s);
});"""
CLASS = """pm.test("the likeliest label", () => {
  const [{label, probability, probabilities}] = pm.response.json().predictions;
  pm.expect(probability).to.equal(probabilities[label]);
  pm.expect(probability).to.equal(Math.max(...Object.values(probabilities)));
});"""
MEMBERS = """pm.test("the members' own predictions", () => {
  pm.expect(Object.keys(pm.response.json().members)).to.eql(%s);
});"""
MEAN = """pm.test("the mean of the members", () => {
  const {predictions, members} = pm.response.json();
  const values = Object.values(members).map(([value]) => value);
  const mean = values.reduce((sum, value) => sum + value) / values.length;
  pm.expect(predictions[0]).to.be.closeTo(mean, 1e-9);
});"""
INTERVAL = """pm.test("the value lies in its interval", () => {
  const [{value, lower, upper}] = pm.response.json().predictions;
  pm.expect(value).to.be.within(lower, upper);
});"""
SURVIVAL = """pm.test("the survival does not rise with time", () => {
  const [{survival}] = pm.response.json().predictions;
  const shares = Object.values(survival);
  pm.expect(shares).to.not.be.empty;
  pm.expect(shares).to.eql([...shares].sort((a, b) => b - a));
});"""
QUANTILES = """pm.test("a number for each quantile", () => {
  const [{quantiles}] = pm.response.json().predictions;
  pm.expect(Object.keys(quantiles)).to.not.be.empty;
  for (const value of Object.values(quantiles)) pm.expect(value).to.be.a("number");
});"""
# By the members of an element.
CURVES = {"median survival": SURVIVAL, "quantiles": QUANTILES}
PROBLEM = """pm.test("every missing column is named", () => {
  pm.response.to.have.header("content-type", "application/problem+json");
  const {errors, error_count} = pm.response.json();
  pm.expect(errors).to.have.lengthOf(error_count);
  pm.expect(errors.map(error => error.code)).to.include("missing");
});"""
