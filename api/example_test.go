package api_test

import (
	"context"
	"errors"
	"fmt"
	"net/http/httptest"

	"countertop/api"
	"countertop/api/sandbox"
)

// A sale from the look-up of an account to the capture of its amount, against the training server.
func Example() {
	server := httptest.NewServer(sandbox.New(sandbox.Options{}))
	defer server.Close()
	client, err := api.New(api.Options{
		BaseURL: server.URL + sandbox.BasePath, ClientID: sandbox.DefaultClientID, Secret: sandbox.DefaultClientSecret,
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	client.Start() // fetches the token, and keeps it fresh
	defer client.Close()

	ctx, call := context.Background(), api.Call{Reference: api.NewReferenceID(), Language: api.English}
	account, err := client.Lookup(ctx, call, api.LookupQuery{AccountNumber: "100000001"})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("credit left:", account.AvailableCredit)

	requestID := string(api.NewReferenceID())
	verified, err := client.Verify(ctx, call, api.VerificationRequest{
		AccountNumber: account.AccountNumber, By: api.VerifySecurityQuestion, RequestID: requestID,
		QuestionID: account.SecurityQuestion.ID, Answer: "sample",
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	amount, err := api.ParseMoney("249.99")
	if err != nil {
		fmt.Println(err)
		return
	}
	sale, err := client.Authorize(ctx, call, api.AuthorizationRequest{
		AccountNumber: account.AccountNumber, Reference: "ORDER-1", Amount: amount,
		Financing: api.Financing{TransactionType: api.RegularPurchaseType}, AutoCapture: true,
		VerificationCode: verified.PIN, RequestID: requestID, Location: sandbox.DefaultLocation, Clerk: "12345-SAMPLE",
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("authorized:", sale.Amount)
	// Output:
	// credit left: 4000.00
	// authorized: 249.99
}

// What an error says of a money call: whether it may have been executed, and so whether the server has to be asked
// before anybody tries again.
func ExampleError() {
	server := httptest.NewServer(sandbox.New(sandbox.Options{}))
	defer server.Close()
	client, err := api.New(api.Options{
		BaseURL: server.URL + sandbox.BasePath, ClientID: sandbox.DefaultClientID, Secret: sandbox.DefaultClientSecret,
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer client.Close()

	_, err = client.Capture(context.Background(), api.Call{Language: api.English}, api.CaptureRequest{})
	failed, ok := errors.AsType[*api.Error](err)
	if !ok {
		fmt.Println(err)
		return
	}
	switch failed.Executed {
	case api.ExecutedNever, api.ExecutedNo:
		fmt.Println("nothing was captured")
	case api.ExecutedUnknown:
		fmt.Println("ask for the authorization: it may have been captured")
	}
	fmt.Println(failed.Kind)
	// Output:
	// nothing was captured
	// values refused
}
