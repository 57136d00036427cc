declare module "*.arb" {
    const messages: Readonly<Record<string, string>>;
    export default messages;
}
